import type { SnapshotIndex } from '../../core/snapshot';
import { registryPath } from '../paths';
import { AppliedSet } from './applied-set';
import { readDefinitions } from './read-definitions';
import { neededForVerify, type RepositoryView } from './repository-view';

/** What a view is read from: a target, whatever keeps it. */
export interface ViewReader {
  readonly index: SnapshotIndex;
  /** What cannot be read does not end the run. */
  readonly readTexts: (paths: Iterable<string>) => Promise<{
    readonly texts: ReadonlyMap<string, string>;
    readonly unread: ReadonlyMap<string, string>;
    readonly elsewhere: readonly string[];
  }>;
  /** Where symlinks lead. */
  readonly readLinks: (paths: Iterable<string>) => Promise<ReadonlyMap<string, string>>;
}

/** What is known beside the tree. */
export interface ViewOptions extends Pick<RepositoryView, 'slug' | 'kinds' | 'entryPoints' | 'registry'> {
  /** Claims root. */
  readonly root: string;
}

/** The whole target as the invariants look at it: every path, and the contents that they need. */
export async function readView(
  reader: ViewReader,
  { root, ...options }: ViewOptions,
): Promise<RepositoryView> {
  const { index } = reader;
  const isRead = (path: string): boolean => options.registry !== undefined && path === registryPath(root);
  const needed = neededForVerify(index, root).filter((path) => !isRead(path));
  const isLink = (path: string): boolean => index.entries.get(path)?.mode === '120000';
  const [{ texts, unread, elsewhere }, links] = await Promise.all([
    reader.readTexts(needed.filter((path) => !isLink(path))),
    reader.readLinks(needed.filter(isLink)),
  ]);
  const definitions = await readDefinitions(reader, new Set(needed));
  const contents = new Map([...definitions, ...texts, ...links]);
  const view = { ...options, index, contents, root, unread: new Map(unread), elsewhere: new Set(elsewhere) };
  await readListed(reader, view, new Set(needed));
  return view;
}

/** What has been read of a view so far. */
interface ReadTexts {
  readonly contents: Map<string, string>;
  readonly unread: Map<string, string>;
  readonly elsewhere: Set<string>;
}

/** Reads what kustomizations list elsewhere, until they lead to nothing new. */
async function readListed(
  reader: ViewReader,
  view: RepositoryView & ReadTexts,
  asked: Set<string>,
): Promise<void> {
  for (;;) {
    const paths = [...new AppliedSet(view).missing].filter((path) => !asked.has(path));
    if (paths.length === 0) return;
    for (const path of paths) asked.add(path);
    const isLink = (path: string): boolean => view.index.entries.get(path)?.mode === '120000';
    const { texts, unread, elsewhere } = await reader.readTexts(paths.filter((path) => !isLink(path)));
    const links = await reader.readLinks(paths.filter(isLink));
    for (const [path, text] of [...texts, ...links]) view.contents.set(path, text);
    for (const [path, reason] of unread) view.unread.set(path, reason);
    for (const path of elsewhere) view.elsewhere.add(path);
  }
}
