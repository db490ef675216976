import fc from 'fast-check';
import { runs, seed } from '../../runs';
import { type CollectorParts, decisionsAlone, sqliteAlone } from './plans/collector-in-parts';
import { CLUSTERS, PlanRun, type PlanStep } from './plans/plan-run';

const number = fc.nat(255);
const weights: Readonly<Record<string, number>> = {
  change: 16,
  open: 4,
  compare: 5,
  send: 4,
  deliver: 18,
  unreadable: 2,
  ghost: 4,
  'kinds without a session': 1,
  legacy: 4,
  unordered: 3,
  restart: 3,
  forget: 1,
  'forget and report': 1,
};
const what = fc.constantFrom(
  ...Object.entries(weights).flatMap(([name, weight]) => Array<string>(weight).fill(name)),
);
const step: fc.Arbitrary<PlanStep> = fc.tuple(what, number, number, number);
const plan = fc.tuple(fc.array(step, { minLength: 20, maxLength: 50, size: 'max' }), fc.nat(50));

/** Carries a plan out; a failure names its steps. */
function carryOut(
  collector: CollectorParts,
  [steps, order]: [PlanStep[], number],
  hasHistory: boolean,
): void {
  try {
    const run = new PlanRun(collector);
    for (const each of steps) run.step(each);
    if (hasHistory) run.checkHistories();
    run.restart();
    run.settle(order);
    run.restart();
    if (hasHistory) run.checkHistories();
  } finally {
    collector.remove();
  }
}

describe('reports that are duplicated, reordered, delayed and of two informers, with restarts', () => {
  it('leave the collector, at every step and in the end, with the truth', () => {
    fc.assert(
      fc.property(plan, (each) => {
        carryOut(decisionsAlone(CLUSTERS), each, false);
      }),
      { numRuns: runs(300, 12_000), seed: seed() },
    );
  });

  it('leave a database with the truth, and with the history of it', () => {
    fc.assert(
      fc.property(plan, (each) => {
        carryOut(sqliteAlone(), each, true);
      }),
      { numRuns: runs(12, 1_000), seed: seed() },
    );
  });
});
