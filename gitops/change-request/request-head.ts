import { ToolkitError } from '../../core/errors/toolkit-error';
import type { RequestKey } from '../forge/request-key';
import { isSealed } from '../forge/trailers';
import type { CommitInfo, TargetReader } from '../git/target-repository';
import { LARGEST_COMMIT } from '../git/commit-walk';
import { foreignCommits } from './foreign-commits';

/**
 * Whose work stands at the head of a request. Whoever may push to its ref decides what is found there, so this is judged before
 * anything of it is read.
 */
export type RequestHead =
  /** There is no such ref. */
  | { readonly kind: 'none' }
  /** The base has it already. */
  | { readonly kind: 'merged'; readonly own: string }
  /** Ours, with merges of the base into it at most. */
  | { readonly kind: 'ours'; readonly own: string }
  /** Has commits of others, newest first; beside the newest of ours, where there is one. */
  | { readonly kind: 'foreign'; readonly commits: readonly CommitInfo[]; readonly own?: string }
  /** No commit that can be read. */
  | { readonly kind: 'unreadable'; readonly why: string };

/** Judges a head. Reads commits alone, and of those no more and no larger ones than a request can have. */
export async function judgeHead(
  repository: TargetReader,
  base: string | undefined,
  head: string | undefined,
): Promise<RequestHead> {
  if (head === undefined) return { kind: 'none' };
  try {
    const info = await repository.objectInfo(head);
    if (info === undefined) return { kind: 'unreadable', why: 'its commit is missing' };
    if (info.type !== 'commit') return { kind: 'unreadable', why: `it is a ${info.type}, not a commit` };
    if (info.size > LARGEST_COMMIT) return { kind: 'unreadable', why: `its commit has ${info.size} bytes` };
    return await judgeCommit(repository, base, await repository.commitInfo(head));
  } catch (error) {
    if (!ToolkitError.isToolkitError(error) || error.kind === 'interrupted') throw error;
    return { kind: 'unreadable', why: 'its history cannot be read' };
  }
}

async function judgeCommit(
  repository: TargetReader,
  base: string | undefined,
  commit: CommitInfo,
): Promise<RequestHead> {
  const { id, parents } = commit;
  // A commit on top of the base is not in it.
  const standsOnBase = base !== undefined && parents.includes(base);
  if (base !== undefined && !standsOnBase && (await repository.isAncestor(id, base))) {
    return { kind: 'merged', own: id };
  }
  if (isSealed(commit)) return { kind: 'ours', own: id };
  const { foreign, own } = await foreignCommits(repository, base, id);
  if (foreign.length > 0) return { kind: 'foreign', commits: foreign, ...(own === undefined ? {} : { own }) };
  return { kind: 'ours', own: own ?? id };
}

/** Throws `request-of-another-kind` where one stands: taking over is for commits of others, not for requests of ours. */
export function refuseOtherKind(branch: string, { kind }: RequestKey, otherKind: string | undefined): void {
  if (otherKind === undefined) return;
  throw new ToolkitError(
    'request-of-another-kind',
    `${branch} holds a request of kind '${otherKind}', not one of kind '${kind}'`,
    { data: { branch, kind: otherKind } },
  );
}

/** Throws `request-foreign-commits` where the head is not ours, saying what stands there and how to take it over. */
export function refuseForeignHead(branch: string, head: RequestHead): void {
  if (head.kind === 'unreadable') {
    throw new ToolkitError(
      'request-foreign-commits',
      `${branch} is not ours: ${head.why}; --take-over replaces it`,
      { data: { branch, why: head.why } },
    );
  }
  if (head.kind !== 'foreign') return;
  const { commits } = head;
  const names = commits.map(({ id, author }) => `${id.slice(0, 7)} by ${author.name} <${author.email}>`);
  const shown = names.length > 5 ? [...names.slice(0, 5), `${names.length - 5} more`] : names;
  const count = commits.length === 1 ? '1 commit that is' : `${commits.length} commits that are`;
  throw new ToolkitError(
    'request-foreign-commits',
    `${branch} has ${count} not ours: ${shown.join(', ')}; --take-over replaces their commits`,
    {
      data: {
        branch,
        commits: commits.map(({ id, author, message }) => ({
          id,
          author: `${author.name} <${author.email}>`,
          title: message.split('\n', 1)[0],
        })),
      },
    },
  );
}
