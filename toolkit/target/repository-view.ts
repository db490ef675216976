import type { SnapshotReader } from '../../gitops/snapshot-reader';
import { AppliedSet } from '../../harvester/tree/applied-set';
import { neededForVerify, type RepositoryView } from '../../harvester/tree/repository-view';
import { importedKinds } from '../project/imported-kinds';
import type { Project } from '../project/load-project';
import { readDefinitions } from './read-definitions';

/** The whole target as the invariants look at it: every path, and the contents that they need. */
export async function viewOf(reader: SnapshotReader, project: Project): Promise<RepositoryView> {
  const { config } = project;
  const { root } = config;
  const { index } = reader;
  const repository = config.repository ?? reader.repository;
  const needed = neededForVerify(index, root);
  const isLink = (path: string): boolean => index.entries.get(path)?.mode === '120000';
  const [{ texts, unread, elsewhere }, links] = await Promise.all([
    reader.readTexts(needed.filter((path) => !isLink(path))),
    reader.readLinks(needed.filter(isLink)),
  ]);
  const definitions = await readDefinitions(reader, new Set(needed));
  const contents = new Map([...definitions, ...texts, ...links]);
  const kinds = { imported: await importedKinds(project) };
  const { entryPoints } = config;
  const view = {
    index,
    contents,
    root,
    kinds,
    unread: new Map(unread),
    elsewhere: new Set(elsewhere),
    ...(repository !== undefined && { slug: repository }),
    ...(entryPoints !== undefined && { entryPoints }),
  };
  await readListed(reader, view, new Set(needed));
  return view;
}

/** Reads what kustomizations list elsewhere, until they lead to nothing new. */
async function readListed(
  reader: SnapshotReader,
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

/** What has been read of a view so far. */
interface ReadTexts {
  readonly contents: Map<string, string>;
  readonly unread: Map<string, string>;
  readonly elsewhere: Set<string>;
}
