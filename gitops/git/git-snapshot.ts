import { isUtf8 } from 'node:buffer';
import type { Bytes } from '../../core/bytes/bytes';
import type { SnapshotIndex } from '../../core/snapshot';
import { assertText, decodeText } from '../decode-text';
import type { FoundTexts, SnapshotReader } from '../snapshot-reader';
import { blobFile, LARGE } from './large-blob';
import { objectInfo } from './object-info';
import { notAPlainFile } from '../symlink-error';
import { parentsOf } from '../target-path';
import { whyNoText } from '../why-no-text';
import { parseBlobBatch, parseFoundBlobs } from './blob-batch';
import type { ObjectStore } from './object-store';
import { parseTreeListing } from './tree-listing';
import { withoutTrailing } from '../../core/trim-ends';

/**
 * Index of one commit below the given folders or files (everything when none is given, or the top is among them); undefined commit: empty.
 * None of them may be a link or a submodule.
 */
export async function readIndex(
  store: ObjectStore,
  commit: string | undefined,
  prefixes: readonly string[] = [],
): Promise<SnapshotIndex> {
  if (commit === undefined) {
    return { objectFormat: store.objectFormat, entries: new Map() };
  }
  const paths = normalisePrefixes(prefixes);
  const { stdout } = await store.git.run({
    args: ['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...paths],
    environment: store.environment,
  });
  const index = { objectFormat: store.objectFormat, entries: parseTreeListing(stdout) };
  await assertFolders(store, commit, prefixesBelowTop(prefixes), index);
  return index;
}

/** Without trailing slashes; none at all when one of them is the top of the repository. */
function normalisePrefixes(prefixes: readonly string[]): readonly string[] {
  const paths = prefixesBelowTop(prefixes);
  return paths.length < prefixes.length ? [] : paths;
}

function prefixesBelowTop(prefixes: readonly string[]): readonly string[] {
  const paths = prefixes.map((prefix) => withoutTrailing(prefix, '/'));
  return paths.filter((path) => path !== '' && path !== '.');
}

/** A prefix that is a symlink, or lies below one, would look like an empty folder: refused. */
async function assertFolders(
  store: ObjectStore,
  commit: string,
  prefixes: readonly string[],
  index: SnapshotIndex,
): Promise<void> {
  const parents = [...new Set(prefixes.flatMap((prefix) => [...parentsOf(prefix)]))];
  const above =
    parents.length === 0
      ? new Map<string, { mode: string }>()
      : parseTreeListing(
          (
            await store.git.run({
              args: ['ls-tree', '-z', '--full-tree', commit, '--', ...parents],
              environment: store.environment,
            })
          ).stdout,
        );
  for (const path of [...prefixes, ...parents]) {
    const mode = index.entries.get(path)?.mode ?? above.get(path)?.mode;
    if (mode === '120000' || mode === '160000') {
      throw notAPlainFile(path, mode);
    }
  }
}

/** Contents of files by path, by one `git cat-file --batch`. See {@link SnapshotReader.readBytes}. */
async function readContents(
  store: ObjectStore,
  index: SnapshotIndex,
  paths: Iterable<string>,
): Promise<ReadonlyMap<string, Buffer>> {
  const found: string[] = [];
  const ids: string[] = [];
  for (const path of new Set(paths)) {
    const entry = index.entries.get(path);
    if (entry === undefined) {
      continue;
    }
    if (entry.mode === '120000' || entry.mode === '160000') {
      throw notAPlainFile(path, entry.mode);
    }
    found.push(path);
    ids.push(entry.objectId);
  }
  return readBlobs(store, found, ids);
}

/** Where symlinks lead: the text of their blobs. See {@link SnapshotReader.readLinks}. */
async function readLinks(
  store: ObjectStore,
  index: SnapshotIndex,
  paths: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const links = [...new Set(paths)].filter((path) => index.entries.get(path)?.mode === '120000');
  return asTexts(
    await readBlobs(
      store,
      links,
      links.map((path) => index.entries.get(path)?.objectId ?? ''),
    ),
  );
}

function asTexts(contents: ReadonlyMap<string, Buffer>): ReadonlyMap<string, string> {
  return new Map([...contents].map(([path, bytes]) => [path, bytes.toString('utf8')]));
}

async function readBlobs(
  store: ObjectStore,
  paths: readonly string[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  if (ids.length === 0) {
    return contents;
  }
  const { stdout } = await store.git.run({
    args: ['cat-file', '--batch'],
    environment: store.environment,
    input: ids.join('\n') + '\n',
  });
  const blobs = parseBlobBatch(stdout, ids);
  for (const [at, path] of paths.entries()) {
    const bytes = blobs[at] ?? Buffer.alloc(0);
    assertText(path, bytes);
    contents.set(path, bytes);
  }
  return contents;
}

/** See {@link SnapshotReader.open}. */
async function openFile(store: ObjectStore, index: SnapshotIndex, path: string): Promise<Bytes | undefined> {
  const entry = index.entries.get(path);
  if (entry === undefined) return undefined;
  const info = entry.mode.startsWith('100') ? await objectInfo(store, entry.objectId) : undefined;
  const isLarge = info?.type === 'blob' && info.size > LARGE;
  const large = isLarge ? await blobFile(store, entry.objectId, info.size) : undefined;
  return large ?? (await readContents(store, index, [path])).get(path);
}

/** See {@link SnapshotReader.readTexts}. */
async function readTexts(
  store: ObjectStore,
  index: SnapshotIndex,
  paths: Iterable<string>,
): Promise<FoundTexts> {
  const files = [...new Set(paths)].filter(
    (path) => index.entries.get(path)?.mode.startsWith('100') === true,
  );
  const ids = files.map((path) => index.entries.get(path)?.objectId ?? '');
  const blobs = await foundBlobs(store, ids);
  const texts = new Map<string, string>();
  const unread = new Map<string, string>();
  const elsewhere: string[] = [];
  for (const [at, path] of files.entries()) {
    const blob = blobs[at];
    const why = blob === undefined ? undefined : whyNoText(blob);
    if (blob === undefined) elsewhere.push(path);
    else if (why !== undefined) unread.set(path, why);
    else texts.set(path, blob.toString('utf8'));
  }
  return { texts, unread, elsewhere };
}

/** Undefined stands for objects that are not there. */
export async function foundBlobs(
  { git, environment }: Pick<ObjectStore, 'git' | 'environment'>,
  ids: readonly string[],
): Promise<(Buffer | undefined)[]> {
  if (ids.length === 0) return [];
  const { stdout } = await git.run({
    args: ['cat-file', '--batch'],
    environment,
    input: ids.join('\n') + '\n',
  });
  return parseFoundBlobs(stdout, ids);
}

/** Texts by object id. See {@link SnapshotReader.readObjects}. */
async function readObjects(store: ObjectStore, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  // Only whole ids: Git would resolve names and abbreviations to something else.
  const whole = store.objectFormat === 'sha256' ? /^[0-9a-f]{64}$/ : /^[0-9a-f]{40}$/;
  const wanted = [...new Set(ids)].filter((id) => whole.test(id));
  const texts = new Map<string, string>();
  const blobs = await foundBlobs(store, wanted);
  for (const [at, id] of wanted.entries()) {
    const blob = blobs[at];
    if (blob !== undefined && isUtf8(blob)) texts.set(id, decodeText(id, blob));
  }
  return texts;
}

/** Index and contents of one commit as a {@link SnapshotReader}. */
export async function readSnapshot(
  store: ObjectStore,
  commit: string | undefined,
  prefixes: readonly string[],
): Promise<SnapshotReader> {
  const index = await readIndex(store, commit, prefixes);
  return {
    index,
    read: async (paths) => asTexts(await readContents(store, index, paths)),
    readBytes: (paths) => readContents(store, index, paths),
    open: (path) => openFile(store, index, path),
    readTexts: (paths) => readTexts(store, index, paths),
    readLinks: (paths) => readLinks(store, index, paths),
    readObjects: (ids) => readObjects(store, ids),
  };
}
