import fc from 'fast-check';
import { deepestFailure } from '../../../../collector/informer/cause/deepest-failure';
import { FAILURE_RANKS } from '../../../../collector/informer/cause/object-failure';
import { walkClaim } from '../../../../collector/informer/cause/walk-claim';
import type { Walk } from '../../../../collector/informer/cause/walked-object';
import { waitingClaim } from '../../../fixtures/informer/claims';
import { ObjectWorld, refTo, type ShortCondition } from '../../../fixtures/informer/object-world';
import { runs, seed } from '../../../runs';

const NOW = Date.UTC(2026, 10, 27, 9);

const conditions = fc.constantFrom<readonly ShortCondition[]>(
  [],
  [
    ['Ready', 'True', 'Available'],
    ['Synced', 'True', 'ReconcileSuccess'],
  ],
  [
    ['Ready', 'False', 'Creating', 'Unready resources: a'],
    ['Synced', 'True', 'ReconcileSuccess'],
  ],
  [
    ['Ready', 'False', 'Creating'],
    ['Synced', 'True', 'ReconcileSuccess'],
  ],
  [['Ready', 'False', 'Unavailable', 'it broke']],
  [['Synced', 'False', 'ReconcileError', 'denied']],
  [['Synced', 'False', 'ReconcilePaused']],
  [['LastAsyncOperation', 'False', 'ApplyFailure', 'quota']],
);

/** Objects that refer to one another as they like: trees, diamonds, circles, to what is gone or may not be read. */
const graph = fc.array(
  fc.record({
    what: fc.oneof(
      { weight: 6, arbitrary: conditions },
      { weight: 1, arbitrary: fc.constantFrom('absent', 'forbidden') },
    ),
    refs: fc.array(fc.nat(11), { maxLength: 4 }),
  }),
  { minLength: 12, maxLength: 12 },
);
type Graph = typeof graph extends fc.Arbitrary<infer Value> ? Value : never;

async function walkOf(nodes: Graph, order: (refs: readonly number[]) => readonly number[]): Promise<Walk> {
  const world = new ObjectWorld();
  const kindOf = (index: number): string => (index % 3 === 0 ? 'XStorage' : 'Bucket');
  const ref = (index: number): ReturnType<typeof refTo> => refTo(kindOf(index), `n${index}`);
  for (const [index, { what, refs }] of nodes.entries()) {
    if (what === 'absent') continue;
    if (what === 'forbidden') world.set(ref(index), { type: 'forbidden' });
    else world.add(ref(index), what, { refs: order(refs).map(ref) });
  }
  const walked = await walkClaim(waitingClaim('orders', { composite: ref(0) }), {
    reader: world,
    spend: () => Promise.resolve(),
    isWanted: () => true,
  });
  if (walked.type !== 'walk') throw new Error(walked.type);
  expect(new Set(world.read).size).toBe(world.read.length);
  return walked.walk;
}

const context = { isHealthy: false, now: NOW };

describe('the deepest failure in whatever objects refer to one another', () => {
  it('is the same in whatever order references stand, for each level alike', async () => {
    await fc.assert(
      fc.asyncProperty(graph, async (nodes) => {
        const [one, other] = [
          await walkOf(nodes, (refs) => refs),
          await walkOf(nodes, (refs) => [...refs].reverse()),
        ];
        const [a, b] = [deepestFailure(one, context), deepestFailure(other, context)];
        expect(b?.failure.rank).toBe(a?.failure.rank);
        expect(b && other.objects[b.place]?.depth).toBe(a && one.objects[a.place]?.depth);
      }),
      { numRuns: runs(150), seed: seed() },
    );
  });

  it('is never less telling than any object that was read, and never above one that is as telling', async () => {
    await fc.assert(
      fc.asyncProperty(graph, async (nodes) => {
        const walk = await walkOf(nodes, (refs) => refs);
        const found = deepestFailure(walk, context);
        const notSynced = walk.objects.filter(
          ({ learned }) =>
            learned.type === 'object' && learned.facts.conditions.some(({ message }) => message === 'denied'),
        );
        if (notSynced.length > 0) {
          expect(found?.failure.rank).toBe('not-synced');
          const deepest = Math.max(...notSynced.map(({ depth }) => depth));
          expect(found && walk.objects[found.place]?.depth).toBe(deepest);
        }
        const hasGap = walk.objects.some(
          ({ learned }) => learned.type === 'forbidden' || learned.type === 'absent',
        );
        if (hasGap) {
          expect(found).toBeDefined();
          expect(FAILURE_RANKS.indexOf(found?.failure.rank ?? 'paused')).toBeLessThanOrEqual(
            FAILURE_RANKS.indexOf('forbidden'),
          );
        }
        const well = deepestFailure(walk, { ...context, isHealthy: true });
        expect([undefined, 'not-synced', 'async-failed']).toContain(well?.failure.rank);
      }),
      { numRuns: runs(150), seed: seed() },
    );
  });
});
