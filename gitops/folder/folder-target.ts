import { readlink, lstat, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { blobObjectId } from '../../core/git/object-id';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { type IndexEntry, SPECIAL_FILE } from '../../core/snapshot';
import { decodeText } from '../decode-text';
import type { SnapshotReader } from '../snapshot-reader';
import { notAPlainFile } from '../symlink-error';
import { assertSafePath, parentsOf } from '../target-path';
import type { TreeEdit } from '../tree-edit';
import { applyEdits } from './apply-edits';
import { hashFile } from './hash-file';
import { modeOf, readPlainFile } from './read-plain-file';
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
 */
export async function openFolder(path: string, repository?: string): Promise<FolderTarget> {
  const root = resolve(path);
  const found = await stat(root).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new ToolkitError('target-not-a-repository', `${root} is not a folder`, { data: { target: root } });
  }
  return {
    path: root,
    snapshot: async (prefixes = []) => ({ ...(await readFolder(root, prefixes)), repository }),
    apply: (edits) => applyEdits(root, edits),
  };
}

async function readFolder(root: string, prefixes: readonly string[]): Promise<SnapshotReader> {
  const files: string[] = [];
  const entries = new Map<string, IndexEntry>();
  const wanted = prefixes.map((prefix) => withoutTrailing(prefix, '/'));
  for (const prefix of wanted.length === 0 ? ['.'] : wanted) {
    await collect(root, prefix === '' ? '.' : prefix, files);
  }
  files.sort();
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const batch = files.slice(at, at + AT_ONCE);
    const hashed = await Promise.all(batch.map((file) => indexEntry(root, file)));
    for (const [offset, entry] of hashed.entries()) {
      entries.set(batch[offset] ?? '', entry);
    }
  }
  const index = { objectFormat: 'sha1', entries } as const;
  return {
    index,
    read: (paths) => readTexts(root, entries, paths),
    readLinks: (paths) => readLinks(root, entries, paths),
  };
}

/** Adds the files below a prefix; refuses a prefix that is a symlink or lies below one. */
async function collect(root: string, prefix: string, files: string[]): Promise<void> {
  if (prefix !== '.') {
    assertSafePath(prefix);
    for (const path of [...parentsOf(prefix), prefix]) {
      const found = await lstat(join(root, path)).catch(() => undefined);
      if (found === undefined) {
        return;
      }
      if (found.isSymbolicLink()) {
        throw notAPlainFile(path, '120000');
      }
      if (path === prefix && !found.isDirectory()) {
        files.push(prefix);
        return;
      }
    }
  }
  const folders = [prefix];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== '.git') {
          folders.push(path);
        }
      } else files.push(path);
    }
  }
}

async function indexEntry(root: string, path: string): Promise<IndexEntry> {
  const full = join(root, path);
  const found = await lstat(full);
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

async function readLinks(
  root: string,
  entries: ReadonlyMap<string, IndexEntry>,
  paths: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const links = new Map<string, string>();
  for (const path of new Set(paths)) {
    if (entries.get(path)?.mode === '120000') links.set(path, await readlink(join(root, path)));
  }
  return links;
}

async function readTexts(
  root: string,
  entries: ReadonlyMap<string, IndexEntry>,
  paths: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const contents = new Map<string, string>();
  for (const path of new Set(paths)) {
    const entry = entries.get(path);
    if (entry === undefined) {
      continue;
    }
    if (entry.mode === '120000' || entry.mode === SPECIAL_FILE) {
      throw notAPlainFile(path, entry.mode);
    }
    contents.set(path, decodeText(path, await readPlainFile(join(root, path), path)));
  }
  return contents;
}
