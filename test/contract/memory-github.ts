import type { GitHubForgeOptions } from '../../gitops/forge/github/github-client';
import { createGitHubForge } from '../../gitops/forge/github/github-forge';
import {
  type FaultPlan,
  type Files,
  type GitHub,
  type GitHubOptions,
  type HostedRepository,
  startGitHub,
  VirtualClock,
} from '../fixtures/github';
import { virtualLimits } from '../fixtures/github/virtual-limits';
import type { Session } from './forge-world';
import { memoryTarget } from './memory-target';

/** A GitHub in memory with `acme/harvester`, and a bot on it, for tests of one situation. */
export interface MemoryGitHub {
  readonly github: GitHub;
  readonly hosted: HostedRepository;
  readonly clock: VirtualClock;
  /** A session of a bot with this token (default: one that may do everything). */
  session(options?: Partial<GitHubForgeOptions> & { readonly token?: string }): Session;
}

/** Starts it; `stop` of `github` belongs into `afterEach`. */
export async function memoryGitHub(
  files: Files,
  options: { readonly faultPlan?: FaultPlan; readonly limits?: GitHubOptions['limits'] } = {},
): Promise<MemoryGitHub> {
  const clock = new VirtualClock(new Date());
  const github = await startGitHub({ mode: 'memory', listen: false, clock, ...options });
  const hosted = github.repository('acme', 'harvester');
  hosted.createWithFiles(files);
  return {
    github,
    hosted,
    clock,
    session: (more = {}) => {
      const repository = memoryTarget(hosted, { login: 'claims-bot', mishap: () => 'none' });
      const forge = createGitHubForge(repository, {
        apiUrl: github.apiUrl,
        token: github.token,
        repository: 'acme/harvester',
        version: '0.1.0',
        wait: clock.sleep,
        fetch: github.fetch,
        ...virtualLimits(clock),
        ...more,
      });
      return { repository, forge, close: () => repository.close() };
    },
  };
}
