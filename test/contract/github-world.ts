import type { GitHubForgeOptions } from '../../gitops/forge/github/github-client';
import { createGitHubForge } from '../../gitops/forge/github/github-forge';
import { openTarget } from '../../gitops/git/open-target';
import { type SeedFile, seedCommit, temporaryFolder } from '../fixtures/git/git';
import { type FaultPlan, type GitHub, startGitHub, VirtualClock } from '../fixtures/github';
import { virtualLimits } from '../fixtures/github/virtual-limits';
import type { ForgeWorld } from './forge-world';

/** A GitHub on loopback with one repository, `acme/harvester`. */
export interface GitHubWorld extends ForgeWorld {
  readonly github: GitHub;
  readonly clock: VirtualClock;
}

/** What differs between the worlds of the contract. */
export interface GitHubWorldOptions {
  readonly commits?: GitHubForgeOptions['commits'];
  readonly faultPlan?: FaultPlan;
}

/** The fixture as a world of the contract suite: real pushes over HTTP, or commits through the API. */
export async function githubWorld(
  files: Readonly<Record<string, SeedFile>>,
  { commits = 'push', faultPlan }: GitHubWorldOptions = {},
): Promise<GitHubWorld> {
  const clock = new VirtualClock();
  const github = await startGitHub({
    mode: 'bare',
    clock,
    ...(faultPlan === undefined ? {} : { faultPlan }),
  });
  const hosted = github.repository('acme', 'harvester');
  const bare = hosted.gitDirectory ?? '';
  if (Object.keys(files).length > 0) {
    seedCommit(bare, files);
  }
  const folder = temporaryFolder();
  return {
    github,
    clock,
    bare,
    open: async () => {
      const repository = await openTarget({
        target: github.gitUrl('acme', 'harvester'),
        folder: '/',
        environment: process.env,
        credentials: { password: github.token },
        temporaryFolder: folder.path,
      });
      const forge = createGitHubForge(repository, {
        apiUrl: github.apiUrl,
        token: github.token,
        repository: 'acme/harvester',
        version: '0.1.0',
        commits,
        wait: clock.sleep,
        ...virtualLimits(clock),
      });
      return { repository, forge, close: () => repository.close() };
    },
    openRequests: () => Promise.resolve(hosted.pulls('open').length),
    requestRefs: () => Object.keys(hosted.refs()).filter((ref) => ref.startsWith('refs/heads/claims/')),
    writes: () => github.log.writes().length,
    closeAsPerson: () => {
      const [pull] = hosted.pulls('open');
      hosted.closePull(pull?.number ?? 0);
      return Promise.resolve();
    },
    remove: async () => {
      folder.remove();
      await github.stop();
    },
  };
}
