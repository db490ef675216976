import type { SnapshotIndex } from '../core/snapshot';

/**
 * A target as a planner sees it, Git or plain folder alike: the index at once, contents on demand.
 */
export interface SnapshotReader {
  readonly index: SnapshotIndex;
  /** See `Snapshot.repository`. */
  readonly repository?: string;
  /**
   * Texts of the given paths. Paths that the index does not have are left out of the answer.
   * Throws `target-symlink` for a path that is a symlink or a submodule and `target-file-not-text` for bytes that are not UTF-8.
   */
  readonly read: (paths: Iterable<string>) => Promise<ReadonlyMap<string, string>>;
  /** Where symlinks lead, as they say it; paths that are none are left out. Nothing is followed. */
  readonly readLinks: (paths: Iterable<string>) => Promise<ReadonlyMap<string, string>>;
  /**
   * Texts of earlier versions by object id, wherever in the history they stand. Ids of nothing, and of what is no text, are
   * left out of the answer. Absent for plain folders: they keep no earlier versions.
   */
  readonly readObjects?: (ids: Iterable<string>) => Promise<ReadonlyMap<string, string>>;
}
