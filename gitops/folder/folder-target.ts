import { readlink, lstat, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { blobObjectId } from '../../core/git/object-id';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { type IndexEntry, type SnapshotIndex, SPECIAL_FILE } from '../../core/snapshot';
import type { SnapshotReader } from '../snapshot-reader';
import type { TreeEdit } from '../tree-edit';
import { applyEdits } from './apply-edits';
import { FolderContents } from './folder-contents';
import { FolderListing, SUBMODULE } from './folder-listing';
import { hashFile } from './hash-file';
import { modeOf } from './read-plain-file';
import { NOTHING_SKIPPED, type SkippedFiles } from './skipped-files';
import { withoutTrailing } from '../../core/trim-ends';

/** A plain folder as target: no Git, files alone. */
export interface FolderTarget {
  /** Absolute path. */
  readonly path: string;
  /** Hashes every file below the given folders or files (all of them when none is given). `.git` is never looked at. */
  snapshot(prefixes?: readonly string[]): Promise<SnapshotReader>;
  /**
   * Writes and removes files: everything is checked first, each file is replaced by rename, folders that become
   * empty go. Returns the paths that changed. Throws `target-symlink` and `target-path-unsafe` before anything is written.
   */
  apply(edits: readonly TreeEdit[]): Promise<readonly string[]>;
}

/** Files read at once: enough to hide latency, few enough for every limit of open files. */
const AT_ONCE = 32;

/**
 * Opens a folder. Throws `target-not-a-repository` when it is none.
 *
 * @param repository - slug `owner/name` of the repository that the folder is a work tree of, where it is known
 * @param skipped - what that repository has beside the files in the folder
 */
export async function openFolder(
  path: string,
  repository?: string,
  skipped: SkippedFiles = NOTHING_SKIPPED,
): Promise<FolderTarget> {
  const root = resolve(path);
  const found = await stat(root).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new ToolkitError('target-not-a-repository', `${root} is not a folder`, { data: { target: root } });
  }
  return {
    path: root,
    snapshot: async (prefixes = []) => ({ ...(await readFolder(root, prefixes, skipped)), repository }),
    apply: (edits) => applyEdits(root, edits),
  };
}

async function readFolder(
  root: string,
  prefixes: readonly string[],
  skipped: SkippedFiles,
): Promise<SnapshotReader> {
  const listing = new FolderListing(root, skipped);
  const wanted = prefixes.map((prefix) => withoutTrailing(prefix, '/'));
  for (const prefix of wanted.length === 0 ? ['.'] : wanted) {
    await listing.collect(prefix === '' ? '.' : prefix);
  }
  const files = [...listing.files].sort();
  const entries = new Map<string, IndexEntry>();
  const notCheckedOut = new Set<string>();
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const batch = files.slice(at, at + AT_ONCE);
    const found = await Promise.all(batch.map((file) => indexEntry(root, file, skipped)));
    for (const [offset, entry] of found.entries()) {
      const path = batch[offset] ?? '';
      entries.set(path, entry);
      if (entry === skipped.entries.get(path) && entry.mode !== SUBMODULE) notCheckedOut.add(path);
    }
  }
  const { closed: closedFolders } = listing;
  const index: SnapshotIndex = {
    objectFormat: 'sha1',
    entries,
    ...(closedFolders.size > 0 && { closedFolders }),
    ...(notCheckedOut.size > 0 && { notCheckedOut }),
  };
  const contents = new FolderContents(root, index, skipped);
  return {
    index,
    read: (paths) => contents.read(paths),
    readBytes: (paths) => contents.readBytes(paths),
    readTexts: (paths) => contents.readTexts(paths),
    readLinks: (paths) => contents.readLinks(paths),
  };
}

async function indexEntry(root: string, path: string, { entries }: SkippedFiles): Promise<IndexEntry> {
  const full = join(root, path);
  const known = entries.get(path);
  if (known?.mode === SUBMODULE) return known;
  const found = known === undefined ? await lstat(full) : await lstat(full).catch(() => undefined);
  if (found === undefined) return known as IndexEntry;
  const mode = modeOf(found);
  switch (mode) {
    case '120000':
      return { mode, objectId: blobObjectId(await readlink(full)) };
    // Never opened: opening alone may wait for ever, or set something off.
    case SPECIAL_FILE:
      return { mode, objectId: blobObjectId('') };
    default:
      return { mode, objectId: await hashFile(full, path) };
  }
}
