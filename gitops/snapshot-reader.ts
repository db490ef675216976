import type { Bytes } from '../core/bytes/bytes';
import type { SnapshotIndex } from '../core/snapshot';

/** What was found of the texts that somebody asked for. */
export interface FoundTexts {
  readonly texts: ReadonlyMap<string, string>;
  /** Why other paths have no text, by path: one sentence each, lower case, without a period. */
  readonly unread: ReadonlyMap<string, string>;
  /** Paths that are there, but whose content is not on this machine. */
  readonly elsewhere: readonly string[];
}

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
  /** As {@link read}, without making texts of the bytes. Their memory is shared: they stay as they are. */
  readonly readBytes: (paths: Iterable<string>) => Promise<ReadonlyMap<string, Buffer>>;
  /**
   * The bytes of one file; undefined where there is none. A large one need not be in memory: it can be read until the target is closed, and nobody has looked whether it is UTF-8. Absent where every
   * file is read into memory.
   */
  readonly open?: (path: string) => Promise<Bytes | undefined>;
  /** As {@link read}, for those who look at everything: what cannot be read does not end the run. */
  readonly readTexts: (paths: Iterable<string>) => Promise<FoundTexts>;
  /** Where symlinks lead, as they say it; paths that are none are left out. Nothing is followed. */
  readonly readLinks: (paths: Iterable<string>) => Promise<ReadonlyMap<string, string>>;
  /**
   * Texts of earlier versions by object id, wherever in the history they stand. Ids of nothing, and of what is no text, are
   * left out of the answer. Absent for plain folders: they keep no earlier versions.
   */
  readonly readObjects?: (ids: Iterable<string>) => Promise<ReadonlyMap<string, string>>;
}
