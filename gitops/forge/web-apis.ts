import type { ForgeKind } from '../../core/config/forge-kinds';
import { GiteaApi } from './gitea/gitea-api';
import { createGiteaClient } from './gitea/gitea-client';
import { GitHubApi } from './github/github-api';
import { createGitHubClient } from './github/github-client';
import type { ForgeApi } from './web/forge-api';
import type { WebForgeOptions } from './web/web-forge-options';

/** The API of a forge by its kind; none of plain Git. Nothing is asked of it before the first use. */
export const WEB_APIS: Readonly<Partial<Record<ForgeKind, (options: WebForgeOptions) => ForgeApi>>> = {
  github: (options) => new GitHubApi(createGitHubClient(options)),
  gitea: (options) => new GiteaApi(createGiteaClient(options)),
};
