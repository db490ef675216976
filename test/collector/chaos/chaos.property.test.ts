import fc from 'fast-check';
import { runs, seed } from '../../runs';
import { ChaosRun } from './chaos-run';
import { type ChaosPlan, chaosPlan } from './plan-steps';

/** Plans at once in this process: while one waits for Git, another works. */
const LANES = Number(process.env['CHAOS_LANES'] ?? runs(1, 4));
/** A plan that failed, as it was printed. */
const only = process.env['CHAOS_PLAN'];

describe('a collector with its registry, under fire', () => {
  it('brings the truth into the registry, by one request, and loses nothing', async () => {
    if (only !== undefined) {
      await new ChaosRun(JSON.parse(only) as ChaosPlan).run();
      return;
    }
    const first = seed() ?? Date.now() % 1_000_000;
    const lane = (_: unknown, index: number): Promise<void> =>
      fc.assert(
        fc.asyncProperty(chaosPlan, async (plan) => {
          try {
            await new ChaosRun(plan).run();
          } catch (error) {
            throw new Error(`${String(error)}\nCHAOS_PLAN='${JSON.stringify(plan)}'`, { cause: error });
          }
        }),
        { numRuns: Math.ceil(Number(process.env['CHAOS_COUNT'] ?? runs(3, 10_000)) / LANES), seed: first + index, includeErrorInReport: true } as never,
      ) as Promise<void>;
    const ended = await Promise.allSettled(Array.from({ length: LANES }, lane));
    const failed = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
    if (failed.length > 0) throw new AggregateError(failed, failed.map(String).join('\n'));
  }, runs(Number(process.env['CHAOS_COUNT'] ?? 0) > 0 ? 7_000_000 : 120_000, 10_800_000));
});
