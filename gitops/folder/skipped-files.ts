import type { IndexEntry } from '../../core/snapshot';

/** What a work tree holds that does not stand in its folder as it stands in the repository. */
export interface SkippedFiles {
  /** Files that are not checked out (git-sparse-checkout(1)), and submodules, by path. */
  readonly entries: ReadonlyMap<string, IndexEntry>;
  /** Contents by object id, in the order asked; undefined where they are not on this machine. */
  readonly read: (ids: readonly string[]) => Promise<readonly (Buffer | undefined)[]>;
}

/** Of a folder that is no work tree. */
export const NOTHING_SKIPPED: SkippedFiles = {
  entries: new Map(),
  read: (ids) => Promise.resolve(ids.map(() => undefined)),
};
