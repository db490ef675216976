/** What an index of a plain folder has in place of Git's mode for pipes, sockets and devices, which Git cannot keep. */
export const SPECIAL_FILE = '010000';

/** One entry of the target tree: git file mode (`100644`, `100755`, `120000` symlink, `160000` submodule, {@link SPECIAL_FILE}) and object id. */
export interface IndexEntry {
  readonly mode: string;
  readonly objectId: string;
}

/** Which hash names blobs in the target: git's default, or its SHA-256 object format. */
export type ObjectFormat = 'sha1' | 'sha256';

/**
 * The target repository at one commit: path → (mode, object id). Paths are relative to the repository's top, with
 * forward slashes. Contents are not in it: they are read on demand, see {@link Snapshot}.
 */
export interface SnapshotIndex {
  readonly objectFormat: ObjectFormat;
  readonly entries: ReadonlyMap<string, IndexEntry>;
  /** Folders that are there and that this machine does not let us look into, by the reason; what is in them is unknown. */
  readonly closedFolders?: ReadonlyMap<string, string>;
  /** Files of the repository that its work tree does not have (sparse): they are read from Git, and cannot be removed. */
  readonly notCheckedOut?: ReadonlySet<string>;
}

/** Whether a file is there, or may be: in a folder that cannot be looked into, nobody knows. */
export function mayBeThere(index: SnapshotIndex, path: string): boolean {
  return index.entries.has(path) || isInClosedFolder(index, path);
}

/** Whether a path is, or lies in, a folder that cannot be looked into. */
export function isInClosedFolder({ closedFolders }: SnapshotIndex, path: string): boolean {
  if (closedFolders === undefined) return false;
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (closedFolders.has(path.slice(0, end))) return true;
  }
  return false;
}

/**
 * What the planner plans against: the target at its base ref plus the head of our own open change request.
 * `contents` holds only what `neededPaths` asked for.
 */
export interface Snapshot {
  readonly index: SnapshotIndex;
  /** Slug `owner/name` in the address of the target itself, or of the remote that a local one was cloned from. */
  readonly repository?: string;
  /** No target is configured: nothing can be known about it. */
  readonly hasNoTarget?: true;
  /** Contents of files at the base, by path. */
  readonly contents: ReadonlyMap<string, string>;
  /** Why files have no text, by path: those that the plan does without. */
  readonly unread?: ReadonlyMap<string, string>;
  /** Texts of earlier versions of files by object id, as far as `neededObjects` asked for them; undefined: not there any more. */
  readonly objects?: ReadonlyMap<string, string | undefined>;
  /** Text of the registry at the head of our own open change request, if there is one. Source of `createdAt`. */
  readonly openRequestRegistry?: string;
}

/** The snapshot of a target that does not exist yet. */
export const EMPTY_SNAPSHOT: Snapshot = {
  index: { objectFormat: 'sha1', entries: new Map() },
  contents: new Map(),
};
