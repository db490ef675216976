import { ToolkitError } from '../../core/errors/toolkit-error';
import { isSealed } from '../forge/trailers';
import type { CommitInfo, TargetRepository } from '../git/target-repository';

/**
 * Commits on a request's branch that are not ours, newest first. Ours are sealed: message and tree are what this tool
 * wrote. A merge of the base into the branch that says nothing of its own (a forge's "update branch") is not foreign.
 */
export async function foreignCommits(
  repository: TargetRepository,
  base: string | undefined,
  head: string,
): Promise<readonly CommitInfo[]> {
  if (isSealed(await repository.commitInfo(head))) {
    return [];
  }
  const commits = await repository.commitsBetween(base, head);
  // What lies below a commit of ours is the base as it was then, even when the base was rewritten since.
  const ours = commits.find((commit) => isSealed(commit));
  const candidates = ours === undefined ? commits : await repository.commitsBetween(ours.id, head);
  const foreign: CommitInfo[] = [];
  for (const commit of candidates) {
    const fromBase = base !== undefined && (await repository.isAncestor(commit.id, base));
    if (!fromBase && !isSealed(commit) && !(await isPlainMerge(repository, base, commit))) {
      foreign.push(commit);
    }
  }
  return foreign;
}

async function isPlainMerge(
  repository: TargetRepository,
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

/** Throws `request-foreign-commits`, naming each commit and its author. */
export function refuseForeignCommits(branch: string, foreign: readonly CommitInfo[]): void {
  if (foreign.length === 0) {
    return;
  }
  const names = foreign.map(({ id, author }) => `${id.slice(0, 7)} by ${author.name} <${author.email}>`);
  const shown = names.length > 5 ? [...names.slice(0, 5), `${names.length - 5} more`] : names;
  const count = foreign.length === 1 ? '1 commit that is' : `${foreign.length} commits that are`;
  throw new ToolkitError(
    'request-foreign-commits',
    `${branch} has ${count} not ours: ${shown.join(', ')}; --take-over replaces what it did`,
    {
      data: {
        branch,
        commits: foreign.map(({ id, author, message }) => ({
          id,
          author: `${author.name} <${author.email}>`,
          title: message.split('\n', 1)[0],
        })),
      },
    },
  );
}
