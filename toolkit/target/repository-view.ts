import type { SnapshotReader } from '../../gitops/snapshot-reader';
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
  const slug = repository === undefined ? {} : { slug: repository };
  return { index, contents, root, kinds, unread, elsewhere: new Set(elsewhere), ...slug };
}
