import type { FolderTarget } from '../../gitops/folder/folder-target';
import type { TargetReader } from '../../gitops/git/target-repository';
import type { SnapshotReader } from '../../gitops/snapshot-reader';
import { neededForVerify, type RepositoryView } from '../../harvester/tree/repository-view';
import type { Project } from './load-project';

/** Where a repository is read from. */
export type ViewSource =
  | { readonly kind: 'folder'; readonly folder: FolderTarget }
  | { readonly kind: 'git'; readonly repository: TargetReader };

/** The whole target as the invariants look at it: every path, and the contents that they need. */
export async function readView(source: ViewSource, project: Project): Promise<RepositoryView> {
  if (source.kind === 'folder') return viewOf(await source.folder.snapshot(), project);
  const base = await source.repository.fetchBase(project.config.base);
  return viewOf(await source.repository.snapshot(base), project);
}

/** {@link readView} of a snapshot that is open already. */
export async function viewOf(reader: SnapshotReader, project: Project): Promise<RepositoryView> {
  const { root } = project.config;
  const { index } = reader;
  const repository = project.config.repository ?? reader.repository;
  const needed = neededForVerify(index, root);
  const isLink = (path: string): boolean => index.entries.get(path)?.mode === '120000';
  const [texts, links] = await Promise.all([
    reader.read(needed.filter((path) => !isLink(path))),
    reader.readLinks(needed.filter(isLink)),
  ]);
  const contents = new Map([...texts, ...links]);
  return { index, contents, root, ...(repository === undefined ? {} : { slug: repository }) };
}
