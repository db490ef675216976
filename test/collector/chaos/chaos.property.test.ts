import fc from 'fast-check';
import { startGitByShell } from '../../fixtures/git/git-by-shell';
import { runs, seed } from '../../runs';
import { ChaosRun } from './chaos-run';
import { type ChaosPlan, chaosPlan } from './plan-steps';

/** Plans at once in this process: while one waits for Git, another works. */
const LANES = runs(1, 4);
/** A plan that failed, as it was printed: it alone is carried out. */
const only = process.env['CHAOS_PLAN'];

/** Carries a plan out; a failure prints it. */
async function carryOut(plan: ChaosPlan): Promise<void> {
  try {
    await new ChaosRun(plan).run();
  } catch (error) {
    throw new Error(`${String(error)}\nCHAOS_PLAN='${JSON.stringify(plan)}'`, { cause: error });
  }
}

let stop: () => void;
beforeAll(() => {
  stop = startGitByShell();
});
afterAll(() => {
  stop();
});

describe('a collector with its registry, under fire', () => {
  it(
    'brings the truth into the registry, by one request, and loses nothing',
    async () => {
      if (only !== undefined) {
        await carryOut(JSON.parse(only) as ChaosPlan);
        return;
      }
      const first = seed() ?? Date.now() % 1_000_000;
      const numRuns = Math.ceil(Number(process.env['PLANS'] ?? runs(3, 10_000)) / LANES);
      const lane = async (index: number): Promise<void> => {
        await fc.assert(fc.asyncProperty(chaosPlan, carryOut), { numRuns, seed: first + index });
      };
      const lanes = Array.from({ length: LANES }, (_, index) => lane(index));
      const ended = await Promise.allSettled(lanes);
      const failed = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
      if (failed.length > 0) throw new AggregateError(failed, failed.map(String).join('\n'));
    },
    runs(120_000, 10_800_000),
  );
});
