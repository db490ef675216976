import type { TargetRepository } from '../../git/target-repository';
import type { Forge } from '../forge';
import { createWebForge } from '../web/web-forge';
import { GitHubApi } from './github-api';
import { GitHubBranchWriter } from './github-branch-writer';
import { createGitHubClient, type GitHubForgeOptions } from './github-client';

/** Change requests as pull requests of GitHub or GitHub Enterprise Server. Nothing is asked of it before the first use. */
export function createGitHubForge(repository: TargetRepository, options: GitHubForgeOptions): Forge {
  const client = createGitHubClient(options);
  const apiWriter = new GitHubBranchWriter(client, repository);
  return createWebForge({ api: new GitHubApi(client), apiWriter, repository }, options);
}
