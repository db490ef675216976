import { createPlainGitForge } from '../../gitops/forge/plain-git/plain-git-forge';
import { openTarget } from '../../gitops/git/open-target';
import { bareRepository, git, type SeedFile, temporaryFolder } from '../fixtures/git/git';
import type { ForgeWorld } from './forge-world';

/** A bare repository on this disk; its reflogs count the writes. */
export function plainWorld(files: Readonly<Record<string, SeedFile>>): Promise<ForgeWorld> {
  const folder = temporaryFolder();
  const bare = bareRepository(folder.path, files);
  const refs = () =>
    git(bare, ['for-each-ref', '--format=%(refname)', 'refs/claims']).split('\n').filter(Boolean);
  let writes = 0;
  return Promise.resolve({
    bare,
    open: async () => {
      const repository = await openTarget({
        target: bare,
        folder: '/',
        environment: process.env,
        temporaryFolder: folder.path,
      });
      const counted = {
        ...repository,
        push: async (updates: Parameters<typeof repository.push>[0]) => {
          const outcome = await repository.push(updates);
          writes += outcome.status === 'ok' ? 1 : 0;
          return outcome;
        },
      };
      return { repository: counted, forge: createPlainGitForge(counted), close: () => repository.close() };
    },
    openRequests: () =>
      Promise.resolve(
        refs().filter((ref) => git(bare, ['rev-list', '--count', `main..${ref}`]) !== '0').length,
      ),
    requestRefs: refs,
    writes: () => writes,
    remove: () => {
      folder.remove();
      return Promise.resolve();
    },
  });
}
