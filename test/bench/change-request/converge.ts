import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planInRounds } from '../../../toolkit/plan/plan-in-rounds';
import type { ChangePlan, PlanInput } from '../../../gitops/change-request/change-plan';
import { convergeChangeRequest } from '../../../gitops/change-request/converge';
import { createGitHubForge } from '../../../gitops/forge/github/github-forge';
import { openTarget } from '../../../gitops/git/open-target';
import { requestWords } from '../../../report/request/request-words';
import { collectModels } from '../../../synth/collect/collect-models';
import { createPlanner } from '../../../synth/plan/planner';
import { startGitHub, VirtualClock } from '../../fixtures/github';
import { virtualLimits } from '../../fixtures/github/virtual-limits';
import { program } from '../synth/program';
import { CONTEXT, populatedTree } from '../synth/target';

// usage: converge <claims> <categories> <changed claims> <push | api>: a first request, an update of it, and a run that finds
// nothing to do, on the GitHub fixture over HTTP. The pauses that GitHub's limits ask for pass in virtual time.
const [count = '', categories = '', changed = '', commits = 'push'] = process.argv.slice(2);

/** What one run asked of the forge, beside Git. */
interface Run {
  readonly action: string;
  readonly seconds: number;
  readonly requests: number;
  readonly writes: number;
  readonly gitRequests: number;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'claims-bench-'));
  const clock = new VirtualClock();
  const github = await startGitHub({ mode: 'bare', clock, checkOpenApi: false });
  try {
    const hosted = github.repository('acme', 'harvester');
    hosted.createWithFiles(populatedTree(Number(count), Number(categories)));
    const run = async (offset: number): Promise<Run> => {
      const from = github.log.length;
      const start = process.hrtime.bigint();
      const action = await converge(github, clock, folder, offset);
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      const log = github.log.since(from);
      const api = log.filter(({ route }) => !route.startsWith('git-'));
      return {
        action,
        seconds,
        requests: api.length,
        writes: log.filter(({ isWrite }) => isWrite).length,
        gitRequests: log.length - api.length,
      };
    };
    const [first, update, again] = [await run(0), await run(1), await run(1)];
    const peakRss = process.resourceUsage().maxRSS / 1024;
    process.stdout.write(`${JSON.stringify({ seconds: first.seconds, peakRss, first, update, again })}\n`);
  } finally {
    await github.stop();
    rmSync(folder, { recursive: true });
  }
}

async function converge(
  github: Awaited<ReturnType<typeof startGitHub>>,
  clock: VirtualClock,
  folder: string,
  offset: number,
): Promise<string> {
  const step = Math.max(1, Math.floor(Number(count) / Math.max(1, Number(changed))));
  const edited = new Set(Array.from({ length: Number(changed) }, (_, index) => index * step + offset));
  const planner = createPlanner(collectModels(program(Number(count), Number(categories), edited)), CONTEXT);
  const repository = await openTarget({
    target: github.gitUrl('acme', 'harvester'),
    folder,
    environment: process.env,
    credentials: { password: github.token },
    temporaryFolder: folder,
  });
  const forge = createGitHubForge(repository, {
    apiUrl: github.apiUrl,
    token: github.token,
    repository: 'acme/harvester',
    version: '0.1.0',
    commits: commits === 'api' ? 'api' : 'push',
    wait: clock.sleep,
    ...virtualLimits(clock),
  });
  const planFor = async (input: PlanInput): Promise<ChangePlan> => {
    const { plan } = await planInRounds(planner, input.snapshot, input.openRequestRegistry?.toString());
    const edits = plan.files.flatMap(({ path, action, content }) =>
      action === 'unchanged' ? [] : [{ path, content: action === 'delete' ? null : (content ?? '') }],
    );
    const inputHash = String(offset);
    const context = {
      project: 'bench',
      base: 'main',
      group: 'all',
      input: inputHash,
      output: inputHash,
      version: '0.1.0',
    };
    return {
      empty: edits.length === 0,
      edits,
      ...requestWords(plan, context, input.capabilities),
      inputHash,
      outputHash: inputHash,
    };
  };
  try {
    const { action } = await convergeChangeRequest({
      repository,
      forge,
      project: 'bench',
      base: 'main',
      prefixes: ['claims', '.backstage'],
      registryPath: 'claims/registry.yaml',
      planFor,
      actor: { name: 'Bench', email: 'bench@example.org' },
      version: '0.1.0',
      clock,
    });
    return action;
  } finally {
    await repository.close();
  }
}

void main();
