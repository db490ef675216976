import { bareRepository, copyFolder, type FolderCopy, git, temporaryFolder } from '../../fixtures/git/git';
import { deliverProject } from './project-writer';

/** A repository with the claims of the project in it. */
export async function seededRepository(): Promise<FolderCopy> {
  const folder = temporaryFolder();
  try {
    const bare = bareRepository(folder.path, { 'README.md': 'ours\n' });
    // Nothing waits for the disk, and nothing is tidied up after a push: it lives for a second.
    git(bare, ['config', 'core.fsync', 'none']);
    git(bare, ['config', 'receive.autoGC', 'false']);
    await deliverProject(bare, Date.UTC(2026, 0, 4), 0, true);
    return copyFolder(bare);
  } finally {
    folder.remove();
  }
}
