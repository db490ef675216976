import { forgeContract } from '../../contract/forge-contract';
import { startGitea, type GiteaServer } from '../gitea/gitea-server';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';
import { giteaWorld } from './gitea-world';

describeWithTool('gitea', 'a real Gitea', () => {
  let gitea: GiteaServer;
  let count = 0;

  beforeAll(async () => {
    gitea = await startGitea();
  }, BUILD_TIMEOUT);

  afterAll(async () => {
    await gitea.stop();
  });

  forgeContract('Gitea, commits by push', (files) => giteaWorld(gitea, `pushed-${++count}`, files));
  forgeContract('Gitea, commits through the API', (files) =>
    giteaWorld(gitea, `api-${++count}`, files, 'api'),
  );
});
