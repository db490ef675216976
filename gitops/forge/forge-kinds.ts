import type { ForgeKind } from '../../core/config/forge-kinds';
import type { TargetRepository } from '../git/target-repository';
import type { Forge } from './forge';
import { createGiteaForge } from './gitea/gitea-forge';
import { createGitHubForge } from './github/github-forge';
import { createPlainGitForge } from './plain-git/plain-git-forge';
import type { WebForgeOptions } from './web/web-forge-options';

/** Makes a forge over an open target; what a web forge needs beside it is asked for only where there is one. */
export type CreateForge = (repository: TargetRepository, web: () => WebForgeOptions) => Forge;

/** A line for each kind of forge; what is known of them without their code stands in `core/config/forge-kinds`. */
export const FORGES: Readonly<Record<ForgeKind, CreateForge>> = {
  git: createPlainGitForge,
  github: (repository, web) => createGitHubForge(repository, web()),
  gitea: (repository, web) => createGiteaForge(repository, web()),
};
