import fc from 'fast-check';
import { findCycles } from '../../../synth/collect/find-cycles';
import { runs, seed } from '../../runs';

const graphs = fc
  .integer({ min: 1, max: 12 })
  .chain((size) =>
    fc.array(fc.uniqueArray(fc.nat(size - 1), { maxLength: 4 }), { minLength: size, maxLength: size }),
  );

/** Nodes that can get back to themselves, found the slow way. */
function cyclic(edges: readonly (readonly number[])[]): Set<number> {
  const reach = edges.map((_, start) => {
    const seen = new Set<number>();
    const open = [...(edges[start] ?? [])];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      open.push(...(edges[node] ?? []));
    }
    return seen;
  });
  return new Set(edges.map((_, node) => node).filter((node) => reach[node]?.has(node)));
}

describe('cycles', () => {
  it('are real, one for each group of nodes that reach each other, and none is missed', () => {
    fc.assert(
      fc.property(graphs, (edges) => {
        const cycles = findCycles(edges);
        const inCycles = cyclic(edges);
        const named = cycles.flat();
        expect(new Set(named).size).toBe(named.length);
        for (const cycle of cycles) {
          for (const [index, node] of cycle.entries()) {
            expect(edges[node]).toContain(cycle[(index + 1) % cycle.length]);
          }
        }
        expect(cycles.length > 0).toBe(inCycles.size > 0);
        for (const node of named) expect(inCycles.has(node)).toBe(true);
      }),
      { numRuns: runs(1000), seed: seed() },
    );
  });

  it('do not overflow the stack on long chains', () => {
    const size = 200_000;
    const ring = Array.from({ length: size }, (_, node) => [(node + 1) % size]);
    expect(findCycles(ring)[0]).toHaveLength(size);
  });
});
