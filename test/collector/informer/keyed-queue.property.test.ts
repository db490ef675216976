import fc from 'fast-check';
import type { ClaimSummary } from '../../../collector/informer/claim-summary';
import { KeyedQueue } from '../../../collector/informer/queue/keyed-queue';
import type { Seen } from '../../../collector/informer/seen';

const kind = { group: 'g', version: 'v1', resource: 'r', kind: 'R', namespaced: true };
const present = (name: string, uid: string, resourceVersion: string): Seen => ({
  type: 'present',
  kind,
  claim: { namespace: 'n', name, uid, resourceVersion } as ClaimSummary,
  at: 0,
});
const gone = (name: string, uid: string): Seen => ({ type: 'gone', kind, namespace: 'n', name, uid, at: 0 });

/** What is there after all of it was told. */
function stateAfter(log: readonly Seen[]): Record<string, string> {
  const state = new Map<string, string>();
  for (const what of log) {
    if (what.type === 'present') {
      state.set(`n/${what.claim.name}/${what.claim.uid}`, what.claim.resourceVersion);
    }
    if (what.type === 'gone') state.delete(`n/${what.name}/${what.uid}`);
    if (what.type === 'listed') for (const key of state.keys()) if (!what.keys.has(key)) state.delete(key);
  }
  return Object.fromEntries(state);
}

describe('the queue between reading and telling', () => {
  it('ends in the state that everything told at once would, and counts what it left out', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const uid = fc.constantFrom('1', '2');
    const step = fc.oneof(
      fc.tuple(name, uid, fc.nat(99).map(String)).map((args) => present(...args)),
      fc.tuple(name, uid).map((args) => gone(...args)),
      fc
        .subarray(['n/a/1', 'n/a/2', 'n/b/1', 'n/c/2'])
        .map((keys): Seen => ({ type: 'listed', kind, keys: new Set(keys), at: 0 })),
      fc.constant('turn' as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const [told, all]: [Seen[], Seen[]] = [[], []];
        let coalesced = 0;
        const queue = new KeyedQueue(
          { seen: (what) => void told.push(what) },
          { coalesced: () => (coalesced += 1), failed: () => undefined },
        );
        for (const what of steps) {
          if (what === 'turn') queue.drain();
          else {
            all.push(what);
            queue.seen(what);
          }
        }
        queue.drain();
        expect(stateAfter(told)).toEqual(stateAfter(all));
        expect(told.length + coalesced).toBe(all.length);
      }),
    );
  });

  it('tells on the next turn of the loop, and an error of who is told loses nothing else', async () => {
    const told: string[] = [];
    let failed = 0;
    const queue = new KeyedQueue(
      {
        seen(what) {
          if (what.type === 'gone') throw new Error('no');
          told.push(what.type);
        },
      },
      { coalesced: () => undefined, failed: () => (failed += 1) },
    );
    queue.seen(gone('a', '1'));
    queue.seen(present('b', '1', '1'));
    expect([told, queue.size]).toEqual([[], 2]);
    await new Promise((resolve) => setImmediate(resolve));
    expect([told, failed, queue.size]).toEqual([['present'], 1, 0]);
  });
});
