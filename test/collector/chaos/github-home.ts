import { openTarget } from '../../../gitops/git/open-target';
import { createGitHubForge } from '../../../gitops/forge/github/github-forge';
import { type FolderCopy, pasteFolder } from '../../fixtures/git/git';
import { createFaultPlan, startGitHub, type VirtualClock } from '../../fixtures/github';
import { virtualLimits } from '../../fixtures/github/virtual-limits';
import { gatedTarget } from './gated-target';
import type { GitHome } from './git-home';
import { People } from './people';

const BRANCH = 'status-update-claims-registry.yaml';

/** Shares of the requests that go wrong. */
const SHARES = [0, 0.05, 0.15, 0.35];

/** How a GitHub is made. */
export interface GitHubHomeOptions {
  readonly files: FolderCopy;
  readonly folder: string;
  readonly clock: VirtualClock;
  /** Seed of its faults. */
  readonly faults: number;
}

/** A GitHub on a bare repository, which fails as its plan says. */
export async function githubHome({ files, folder, clock, faults }: GitHubHomeOptions): Promise<GitHome> {
  const faultPlan = createFaultPlan(faults, SHARES[faults % SHARES.length] ?? 0);
  const github = await startGitHub({ mode: 'bare', listen: false, checkOpenApi: false, clock, faultPlan });
  const hosted = github.repository('acme', 'harvester');
  const bare = hosted.gitDirectory ?? '';
  pasteFolder(files, bare);
  const limits = virtualLimits(clock);
  const people = new People(() => hosted.inside);
  const open = () => hosted.pulls('open').filter(({ head }) => head === BRANCH);
  return {
    bare,
    statusRef: `refs/heads/${BRANCH}`,
    people,
    async connect(gate, signal) {
      const ended = signal === undefined ? {} : { signal };
      const repository = gatedTarget(
        await openTarget({
          target: bare,
          folder: '/',
          environment: process.env,
          temporaryFolder: folder,
          ...ended,
        }),
        gate,
      );
      const forge = createGitHubForge(repository, {
        apiUrl: github.apiUrl,
        token: github.token,
        repository: 'acme/harvester',
        version: '1.0.0',
        wait: clock.sleep,
        fetch: (input, init) => gate(() => github.fetch(input, init)),
        ...limits,
        ...ended,
      });
      return { repository, forge };
    },
    openRequests: () => open().length,
    merge: () => {
      const [pull] = open();
      if (pull !== undefined && hosted.mergedTree('main', pull.headSha) !== undefined) {
        hosted.mergePull(pull.number);
      }
    },
    close: () => {
      const [pull] = open();
      if (pull !== undefined) hosted.closePull(pull.number);
    },
    abandon: () => {
      people.takeAway(`refs/heads/${BRANCH}`);
    },
    get faults() {
      return faultPlan.played;
    },
    calm: () => {
      faultPlan.stop();
    },
    // A forge is another machine: it keeps what it has.
    copy: () => undefined,
    remove: () => github.stop({ allowProblems: true }),
  };
}
