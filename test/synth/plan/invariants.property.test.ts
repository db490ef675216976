import fc from 'fast-check';
import { neededForVerify } from '../../../harvester/tree/repository-view';
import { verifyRepository } from '../../../harvester/invariants/verify-repository';
import { runs, seed } from '../../runs';
import { claimSet } from './claim-sets';
import { apply, type Files, models, planOn, snapshotOf } from './target';

const EMPTY: Files = {};

describe('any set of claims', () => {
  it('satisfies the invariants of a harvester repository', () => {
    fc.assert(
      fc.property(claimSet, claimSet, (first, second) => {
        const one = apply(EMPTY, planOn(EMPTY, models(...first)));
        const two = apply(one, planOn(one, models(...second)));
        const snapshot = snapshotOf(two);
        const needed = neededForVerify(snapshot.index, 'claims');
        const contents = new Map(needed.map((path) => [path, two[path] ?? '']));
        const problems = verifyRepository({ index: snapshot.index, contents, root: 'claims' });
        // Random metadata.name always equals the folder here, so nothing at all may be reported.
        expect(problems).toEqual([]);
      }),
      { numRuns: runs(30, 10_000), seed: seed() },
    );
  });
});
