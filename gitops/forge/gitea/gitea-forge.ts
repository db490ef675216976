import type { TargetRepository } from '../../git/target-repository';
import type { Forge } from '../forge';
import { PushWriter } from '../web/branch-writer';
import { pause } from '../web/interruptible';
import { createWebForge } from '../web/web-forge';
import { GiteaApi } from './gitea-api';
import { GiteaBranchWriter } from './gitea-branch-writer';
import { createGiteaClient, type GiteaClientOptions } from './gitea-client';

/** How to keep change requests on Gitea or Forgejo. */
export interface GiteaForgeOptions extends GiteaClientOptions {
  /** How commits get there: by pushes, or through the API where pushes are not allowed (Gitea 1.26). Default `push`. */
  readonly commits?: 'push' | 'api';
}

/** Change requests as pull requests of Gitea or Forgejo. Nothing is asked of it before the first use. */
export function createGiteaForge(repository: TargetRepository, options: GiteaForgeOptions): Forge {
  const client = createGiteaClient(options);
  const { wait, signal } = options;
  const writer =
    options.commits === 'api'
      ? new GiteaBranchWriter(client, repository, (time) => pause(time, client.host, signal, wait))
      : new PushWriter(repository);
  return createWebForge({
    api: new GiteaApi(client),
    writer,
    repository,
    ...(wait === undefined ? {} : { wait }),
    ...(signal === undefined ? {} : { signal }),
  });
}
