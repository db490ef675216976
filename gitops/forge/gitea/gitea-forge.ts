import type { TargetRepository } from '../../git/target-repository';
import type { Forge } from '../forge';
import { pause } from '../web/interruptible';
import { createWebForge } from '../web/web-forge';
import type { WebForgeOptions } from '../web/web-forge-options';
import { GiteaApi } from './gitea-api';
import { GiteaBranchWriter } from './gitea-branch-writer';
import { createGiteaClient } from './gitea-client';

/** Change requests as pull requests of Gitea or Forgejo (commits through its API: 1.26). Nothing is asked of it before the first use. */
export function createGiteaForge(repository: TargetRepository, options: WebForgeOptions): Forge {
  const client = createGiteaClient(options);
  const { wait, signal } = options;
  const apiWriter = new GiteaBranchWriter(client, repository, (time) =>
    pause(time, client.host, signal, wait),
  );
  return createWebForge({ api: new GiteaApi(client), apiWriter, repository }, options);
}
