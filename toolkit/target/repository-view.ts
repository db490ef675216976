import type { SnapshotReader } from '../../gitops/snapshot-reader';
import { readView } from '../../harvester/tree/read-view';
import type { RepositoryView } from '../../harvester/tree/repository-view';
import { importedKinds } from '../project/imported-kinds';
import type { Project } from '../project/load-project';

/** The whole target of a project as the invariants look at it. */
export async function viewOf(reader: SnapshotReader, project: Project): Promise<RepositoryView> {
  const { root, entryPoints, repository = reader.repository } = project.config;
  return readView(reader, {
    root,
    kinds: { imported: await importedKinds(project) },
    ...(repository !== undefined && { slug: repository }),
    ...(entryPoints !== undefined && { entryPoints }),
  });
}
