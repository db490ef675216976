import fc from 'fast-check';
import { startGitByShell } from '../../fixtures/git/git-by-shell';
import { askedRuns, runs, seed } from '../../runs';
import { ChaosRun } from './chaos-run';
import { ChaosTally } from './chaos-tally';
import { type ChaosPlan, chaosPlan } from './plan-steps';

/** Plans in all; `RUNS=` sets it. */
const PLANS = askedRuns(3, 10_000);
/** Plans at once in this process: while one waits for Git, another works. */
const LANES = runs(1, 4);
/** A plan that failed, as it was printed: it alone is carried out. */
const only = process.env['CHAOS_PLAN'];
/** From so many plans on each event has to be in one of a hundred. */
const MANY = 400;

const tally = new ChaosTally();

/** Carries a plan out; a failure prints it. */
async function carryOut(plan: ChaosPlan): Promise<void> {
  const run = new ChaosRun(plan);
  try {
    await run.run();
  } catch (error) {
    throw new Error(`${String(error)}\nCHAOS_PLAN='${JSON.stringify(plan)}'`, { cause: error });
  }
  tally.add(run.happened);
}

let end: () => void;
beforeAll(() => {
  end = startGitByShell();
});
afterAll(() => {
  end();
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
      const numRuns = Math.ceil(PLANS / LANES);
      const lane = async (index: number): Promise<void> => {
        await fc.assert(fc.asyncProperty(chaosPlan, carryOut), { numRuns, seed: first + index });
      };
      const lanes = Array.from({ length: LANES }, (_, index) => lane(index));
      const ended = await Promise.allSettled(lanes);
      const failed = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
      if (failed.length > 0) throw new AggregateError(failed, failed.map(String).join('\n'));
      if (PLANS > 100) process.stdout.write(tally.toString());
      if (PLANS >= MANY) expect(tally.rarer(0.01)).toEqual([]);
    },
    runs(120_000, 10_800_000),
  );
});
