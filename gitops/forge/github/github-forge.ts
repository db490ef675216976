import type { TargetRepository } from '../../git/target-repository';
import type { Forge } from '../forge';
import { PushWriter } from '../web/branch-writer';
import { createWebForge } from '../web/web-forge';
import { GitHubApi } from './github-api';
import { GitHubBranchWriter } from './github-branch-writer';
import { createGitHubClient, type GitHubClientOptions } from './github-client';

/** How to keep change requests on GitHub. */
export interface GitHubForgeOptions extends GitHubClientOptions {
  /** How commits get there: by pushes, or through the API where pushes are not allowed. Default `push`. */
  readonly commits?: 'push' | 'api';
  /** Milliseconds to wait for GitHub to see what was just written; injected in tests. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** Change requests as pull requests of GitHub or GitHub Enterprise Server. Nothing is asked of it before the first use. */
export function createGitHubForge(repository: TargetRepository, options: GitHubForgeOptions): Forge {
  const client = createGitHubClient(options);
  const writer =
    options.commits === 'api' ? new GitHubBranchWriter(client, repository) : new PushWriter(repository);
  const { wait, signal } = options;
  return createWebForge({
    api: new GitHubApi(client),
    writer,
    repository,
    ...(wait === undefined ? {} : { wait }),
    ...(signal === undefined ? {} : { signal }),
  });
}
