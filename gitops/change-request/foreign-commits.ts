import { isSealed } from '../forge/trailers';
import type { CommitInfo, TargetReader } from '../git/target-repository';

/** More commits than this are not a request that somebody fixed. */
const MOST = 500;

/** Commits of others on a request's branch, and the newest of ours. */
export interface BranchCommits {
  /** Newest first. */
  readonly foreign: readonly CommitInfo[];
  /** Undefined: none of them is ours. */
  readonly own: string | undefined;
}

/**
 * Tells commits on a request's branch that are not ours. Ours are sealed: message and tree are what this tool
 * wrote. A merge of the base into the branch that says nothing of its own (a forge's "update branch") is not foreign.
 */
export async function foreignCommits(
  repository: TargetReader,
  base: string | undefined,
  head: string,
): Promise<BranchCommits> {
  const commits = await repository.commitsBetween(base, head, MOST);
  // What lies below a commit of ours is the base as it was then, even when the base was rewritten since.
  const own = commits.find((commit) => isSealed(commit))?.id;
  const known = new Set(commits.map(({ id }) => id));
  const candidates =
    own === undefined
      ? commits
      : (await repository.commitsBetween(own, head, MOST)).filter(({ id }) => known.has(id));
  const foreign: CommitInfo[] = [];
  for (const commit of candidates) {
    if (!isSealed(commit) && !(await isPlainMerge(repository, base, commit))) {
      foreign.push(commit);
    }
  }
  return { foreign, own };
}

async function isPlainMerge(
  repository: TargetReader,
  base: string | undefined,
  commit: CommitInfo,
): Promise<boolean> {
  const [first, second, ...more] = commit.parents;
  if (base === undefined || first === undefined || second === undefined || more.length > 0) {
    return false;
  }
  return (
    (await repository.isAncestor(second, base)) &&
    (await repository.mergedTree(first, second)) === commit.tree
  );
}
