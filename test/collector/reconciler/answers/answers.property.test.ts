import fc from 'fast-check';
import { createFaultPlan } from '../../../fixtures/github';
import { runs, seed } from '../../../runs';
import { AnswerWorld } from './answer-world';

const MINUTE = 60_000;
const NAMES = ['db', 'cache'] as const;

/** What may happen, in any order. */
const step = fc.oneof(
  fc.record({ type: fc.constant('merge' as const), sizes: fc.tuple(fc.nat(2), fc.nat(2)) }),
  fc.record({
    type: fc.constant('report' as const),
    name: fc.constantFrom(...NAMES),
    isApplied: fc.boolean(),
    isReady: fc.boolean(),
  }),
  fc.record({ type: fc.constant('restart' as const) }),
  fc.record({ type: fc.constant('wait' as const), seconds: fc.integer({ min: 5, max: 90 }) }),
);
const plans = fc.record({
  steps: fc.array(step, { minLength: 4, maxLength: 14 }),
  faults: fc.option(fc.nat(1_000_000)),
});

describe('answers to requests', () => {
  it('stand once each, are written once a minute, and never call Ready what was not reported anew', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async ({ steps, faults }) => {
        const sizes: Record<string, number> = { db: 1, cache: 1 };
        const world = await AnswerWorld.with(
          sizes,
          faults === null ? undefined : createFaultPlan(faults, 0.1),
        );
        const generations: Record<string, number> = { db: 7, cache: 7 };
        /** Number of the request that changed a claim last, while no newer generation was reported. */
        const unapplied = new Map<string, number>();
        const wait = async (milliseconds: number): Promise<void> => {
          for (let waited = 0; waited < milliseconds; waited += 5_000) {
            await world.wait(5_000).catch((error: unknown) => {
              if (faults === null) throw error;
            });
          }
        };
        try {
          for (const name of NAMES) world.report(name, { generation: 7 });
          await wait(MINUTE);
          for (const each of steps) {
            if (each.type === 'wait') await wait(each.seconds * 1000);
            else if (each.type === 'restart') world.restart();
            else if (each.type === 'merge') {
              const next = { db: each.sizes[0], cache: each.sizes[1] };
              const changed = NAMES.filter((name) => next[name] !== sizes[name]);
              if (changed.length === 0) continue;
              const number = world.merge(next);
              for (const name of changed) unapplied.set(name, number);
              Object.assign(sizes, next);
              world.clock.advance(1000);
            } else {
              const { name, isApplied, isReady } = each;
              if (isApplied && unapplied.delete(name)) generations[name] = (generations[name] ?? 0) + 1;
              const ready = { status: isReady ? 'True' : 'False' } as const;
              world.report(name, { generation: generations[name]!, ready });
            }
            for (const [name, number] of unapplied) {
              for (const comment of world.comments(number)) {
                expect(comment).not.toMatch(new RegExp(`infra/${name}\`[^\\n]*: Ready`));
              }
            }
          }
          await wait(3 * MINUTE);
          for (const { number } of world.hosted.pulls()) {
            const comments = world.hosted.comments(number);
            expect(comments.length).toBeLessThanOrEqual(1);
            if (faults === null) expect(comments).toHaveLength(1);
          }
          if (faults === null) expectMinutesBetween(world.commentWrites());
        } finally {
          await world.stop();
        }
      }),
      { numRuns: runs(3, 300), ...(seed() !== undefined && { seed: seed()! }) },
    );
  });
});

/** @param times - of writes by what they were about */
function expectMinutesBetween(times: ReadonlyMap<string, readonly number[]>): void {
  for (const [, each] of times) {
    for (const [index, at] of each.slice(1).entries()) {
      expect(at - each[index]!).toBeGreaterThanOrEqual(MINUTE - 1000);
    }
  }
}
