import type { Bytes } from '../../core/bytes/bytes';
import type { ObjectFormat } from '../../core/snapshot';
import type { SnapshotReader } from '../snapshot-reader';
import type { ContentEdit } from '../tree-edit';
import type { TargetLocation } from './target-location';

/** Name and address on a commit. */
export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** A commit as read from the target. */
export interface CommitInfo {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Identity;
  readonly authorDate: Date;
  readonly committer: Identity;
  readonly committerDate: Date;
  /** Whole message, first line included. */
  readonly message: string;
}

/** What an object is, without its content. */
export interface ObjectInfo {
  readonly type: 'commit' | 'tree' | 'blob' | 'tag';
  /** Bytes. */
  readonly size: number;
}

/** A commit to make from a tree. */
export interface CommitRequest {
  readonly tree: string;
  /** Absent: a root commit. */
  readonly parent?: string;
  readonly message: string;
  readonly author: Identity;
  readonly committer: Identity;
  /** Of author and committer; whole seconds, UTC. */
  readonly date: Date;
}

/** One ref of the target to move. */
export interface RefUpdate {
  /** Full name, `refs/…`. */
  readonly ref: string;
  /** `null`: delete it. */
  readonly newId: string | null;
  /** What it must be right now; `null`: it must not exist. */
  readonly expected: string | null;
}

/** What became of a push. `stale`: somebody else moved a ref first, nothing was changed. */
export type PushOutcome =
  | { readonly status: 'ok' }
  | { readonly status: 'stale'; readonly ref: string }
  | { readonly status: 'rejected'; readonly ref: string; readonly reason: string };

/** A Git repository as it is read, without a work tree. Every method may throw the errors of `core/errors/git-errors`. */
export interface TargetReader {
  readonly location: TargetLocation;
  readonly objectFormat: ObjectFormat;
  /** Branch that HEAD of the target names, if it names one. */
  defaultBranch(): Promise<string | undefined>;
  /**
   * Ids that these refs (full names) have right now, their commits readable afterwards. Missing refs are left out.
   *
   * @param spare - those of them that others may write: where what they point to cannot be had, the id is given all the same
   */
  fetch(refs: readonly string[], spare?: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** All refs below a prefix (`refs/heads/`) with their ids, right now; nothing is fetched. */
  listRefs(prefix: string): Promise<ReadonlyMap<string, string>>;
  /** Head of a branch, freshly fetched; undefined in a repository without branches. Throws `base-branch-missing`. */
  fetchBase(branch: string): Promise<string | undefined>;
  /** Files at a commit (none for undefined) below folders or files; everything when no prefix is given. */
  snapshot(commit: string | undefined, prefixes?: readonly string[]): Promise<SnapshotReader>;
  commitInfo(commit: string): Promise<CommitInfo>;
  /** Type and size in bytes of an object that was fetched; undefined when it is not there. Reads no content. */
  objectInfo(id: string): Promise<ObjectInfo | undefined>;
  /** Bytes of one plain file at a commit; undefined when there is none, when it is longer than so many or no UTF-8. */
  bytesAt(commit: string, path: string, mostBytes: number): Promise<Bytes | undefined>;
  /**
   * Commits reachable from head and not from base, newest first.
   *
   * @param most - no more than so many; default all
   */
  commitsBetween(base: string | undefined, head: string, most?: number): Promise<readonly CommitInfo[]>;
  isAncestor(ancestor: string, descendant: string): Promise<boolean>;
  /** Tree that merging head into base gives; undefined when they conflict (or Git is older than 2.38). */
  mergedTree(base: string, head: string): Promise<string | undefined>;
  /** The commit that first brought a path into the history of a commit. */
  firstCommitOf(path: string, commit: string): Promise<CommitInfo | undefined>;
}

/** What changes a Git repository: objects are made in a scratch repository, the target changes by leased pushes alone. */
export interface TargetWriter {
  /** Throws `base-checked-out` when Git would refuse to move the branch because a work tree of the target has it. */
  assertMovable(branch: string): Promise<void>;
  /**
   * The tree that a commit's tree (none: the empty one) becomes by these edits. Undefined when it stays what it is: empty
   * commits are never made. Throws `target-symlink` and `target-path-unsafe`.
   *
   * @param meanwhile - called while Git is at work, and what it throws is dropped: work that this process has to do anyway. Not called for small trees.
   */
  makeTree(
    parent: string | undefined,
    edits: readonly ContentEdit[],
    meanwhile?: () => void,
  ): Promise<string | undefined>;
  /** Makes a commit, in the scratch repository alone until it is pushed; same request, same id. */
  makeCommit(request: CommitRequest): Promise<string>;
  /** Moves refs of the target, each only from the value expected, several all or none. */
  push(updates: readonly RefUpdate[]): Promise<PushOutcome>;
  /**
   * Throws what a push would fail with for want of rights (`target-read-only`, `target-auth-failed`, …). Nothing is
   * written: hooks and protection rules of a server are not asked.
   */
  assertWritable(): Promise<void>;
}

/** A Git repository that is open for reading and writing. */
export interface TargetRepository extends TargetReader, TargetWriter {
  /** Removes the scratch repository. */
  close(): Promise<void>;
}
