import type { SnapshotReader } from '../../gitops/snapshot-reader';
import { neededForVerify, type RepositoryView } from '../../harvester/tree/repository-view';
import type { Project } from '../project/load-project';

/** The whole target as the invariants look at it: every path, and the contents that they need. */
export async function viewOf(reader: SnapshotReader, { config }: Project): Promise<RepositoryView> {
  const { root } = config;
  const { index } = reader;
  const repository = config.repository ?? reader.repository;
  const needed = neededForVerify(index, root);
  const isLink = (path: string): boolean => index.entries.get(path)?.mode === '120000';
  const [{ texts, unread, elsewhere }, links] = await Promise.all([
    reader.readTexts(needed.filter((path) => !isLink(path))),
    reader.readLinks(needed.filter(isLink)),
  ]);
  const contents = new Map([...texts, ...links]);
  const slug = repository === undefined ? {} : { slug: repository };
  return { index, contents, root, unread, elsewhere: new Set(elsewhere), ...slug };
}
