import { ToolkitError } from '../../core/errors/toolkit-error';
import { LOG_FORMAT, parseCommitLog } from './commit-log';
import type { ObjectStore } from './object-store';
import { objectSizes } from './object-info';
import type { CommitInfo } from './target-repository';

/** A commit of ours has a message of at most a million characters; what is longer than this is no commit that anybody reads. */
export const LARGEST_COMMIT = 8 * 1024 * 1024;
const LARGEST_WALK = 64 * 1024 * 1024;

/** Commits by the arguments of `git log`. */
export async function readLog(store: ObjectStore, args: readonly string[]): Promise<readonly CommitInfo[]> {
  const { stdout } = await store.git.run({
    args: ['log', '-z', LOG_FORMAT, ...args],
    environment: store.environment,
  });
  return parseCommitLog(stdout);
}

/**
 * Commits reachable from head and not from base, newest first.
 *
 * @param most - no more than so many, and none that is absurdly large: for histories that anybody may have written
 * @throws ToolkitError `git-failed` where they cannot be read, or are too large
 */
export async function commitsBetween(
  store: ObjectStore,
  base: string | undefined,
  head: string,
  most: number | undefined,
): Promise<readonly CommitInfo[]> {
  const range = [head, ...(base === undefined ? [] : [`^${base}`])];
  if (most === undefined) return readLog(store, range);
  const { stdout } = await store.git.run({
    args: ['rev-list', `--max-count=${most}`, ...range],
    environment: store.environment,
  });
  const ids = stdout.toString('utf8').split('\n').filter(Boolean);
  const sizes = await objectSizes(store, ids);
  if (
    sizes.some((size) => size > LARGEST_COMMIT) ||
    sizes.reduce((sum, size) => sum + size, 0) > LARGEST_WALK
  ) {
    throw new ToolkitError('git-failed', `commits up to ${head} are too large to be read`);
  }
  return ids.length === 0 ? [] : readLog(store, ['--no-walk=unsorted', ...ids]);
}
