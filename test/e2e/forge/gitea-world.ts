import { createGiteaForge } from '../../../gitops/forge/gitea/gitea-forge';
import type { WebForgeOptions } from '../../../gitops/forge/web/web-forge-options';
import { openTarget } from '../../../gitops/git/open-target';
import { git, type SeedFile, temporaryFolder } from '../../fixtures/git/git';
import type { ForgeWorld } from '../../contract/forge-world';
import type { GiteaServer } from '../gitea/gitea-server';

/** A repository of its own on a real Gitea, as a world of the contract suite. */
export async function giteaWorld(
  gitea: GiteaServer,
  name: string,
  files: Readonly<Record<string, SeedFile>>,
  commits: WebForgeOptions['commits'] = 'push',
  token: string = gitea.token,
): Promise<ForgeWorld> {
  await gitea.createRepository(name, files as Record<string, string>);
  const repository = `${gitea.login}/${name}`;
  const folder = temporaryFolder();
  const bare = gitea.repositoryFolder(name);
  const from = gitea.requests.length;
  const open = async () => {
    const { body } = await gitea.call('GET', `/repos/${repository}/pulls?state=open&limit=50`);
    return body as { readonly number: number }[];
  };
  return {
    bare,
    open: async () => {
      const target = await openTarget({
        target: gitea.gitUrl(gitea.login, name),
        folder: '/',
        environment: process.env,
        credentials: { password: token },
        temporaryFolder: folder.path,
      });
      const forge = createGiteaForge(target, {
        apiUrl: gitea.apiUrl,
        token,
        repository,
        version: '0.1.0',
        commits,
      });
      return { repository: target, forge, close: () => target.close() };
    },
    openRequests: async () => (await open()).length,
    requestRefs: () =>
      git(bare, ['for-each-ref', '--format=%(refname)', 'refs/heads/claims', 'refs/heads/claims-staging'])
        .split('\n')
        .filter(Boolean),
    writes: () => gitea.requests.slice(from).filter(({ isWrite }) => isWrite).length,
    commit: async (ref, files, author, message) => {
      const branch = ref.replace('refs/heads/', '');
      const [, person = '', email = ''] = /^(.*) <(.*)>$/.exec(author) ?? [];
      const changes = Object.entries(files).map(([path, content]) => ({
        operation: 'upload',
        path,
        content: Buffer.from(content).toString('base64'),
      }));
      const body = { branch, message, author: { name: person, email }, files: changes };
      const answer = await gitea.call('POST', `/repos/${repository}/contents`, body);
      return (answer.body as { commit: { sha: string } }).commit.sha;
    },
    closeAsPerson: async () => {
      for (const { number } of await open()) {
        await gitea.call('PATCH', `/repos/${repository}/pulls/${number}`, { state: 'closed' });
      }
    },
    remove: () => {
      folder.remove();
      return Promise.resolve();
    },
  };
}
