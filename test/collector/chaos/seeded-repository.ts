import { bareRepository, copyFolder, type FolderCopy, temporaryFolder } from '../../fixtures/git/git';
import { deliverProject } from './project-writer';

/** A repository with the claims of the project in it. */
export async function seededRepository(): Promise<FolderCopy> {
  const folder = temporaryFolder();
  try {
    const bare = bareRepository(folder.path, { 'README.md': 'ours\n' });
    await deliverProject(bare, Date.UTC(2026, 0, 4), 0, true);
    return copyFolder(bare);
  } finally {
    folder.remove();
  }
}
