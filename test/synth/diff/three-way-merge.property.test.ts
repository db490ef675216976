import fc from 'fast-check';
import type { JsonObject } from '../../../core/claim-model';
import { sameValue } from '../../../core/yaml/same-value';
import { mergeThreeWay } from '../../../synth/diff/three-way-merge';
import { runs, seed } from '../../runs';

const { object } = fc.letrec<{ object: JsonObject; value: JsonObject[string] }>((tie) => ({
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('value'), { maxKeys: 4 }),
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<JsonObject[string]>('x', 'y', 1, true, null, ['x'], ['x', 'y']),
    tie('object'),
  ),
}));
const parameters = { numRuns: runs(1000), seed: seed() };

describe('a three-way merge', () => {
  it('takes whichever side changed, when the other did not', () => {
    fc.assert(
      fc.property(object, object, (base, changed) => {
        for (const merged of [mergeThreeWay(base, changed, base), mergeThreeWay(base, base, changed)]) {
          expect(merged.conflicts).toEqual([]);
          expect(sameValue(merged.value, changed)).toBe(true);
        }
        expect(mergeThreeWay(base, changed, changed).conflicts).toEqual([]);
      }),
      parameters,
    );
  });

  it('finds the same conflicts whoever is who, and without any the same value', () => {
    fc.assert(
      fc.property(object, object, object, (base, program, person) => {
        const one = mergeThreeWay(base, program, person);
        const other = mergeThreeWay(base, person, program);
        const paths = (merged: typeof one): string[] => merged.conflicts.map(({ path }) => path).sort();
        expect(paths(one)).toEqual(paths(other));
        if (one.conflicts.length === 0) expect(sameValue(one.value, other.value)).toBe(true);
      }),
      parameters,
    );
  });

  it('is done after once: merging into the result changes nothing', () => {
    fc.assert(
      fc.property(object, object, object, (base, program, person) => {
        const { value, conflicts } = mergeThreeWay(base, program, person);
        if (conflicts.length > 0) return;
        expect(mergeThreeWay(base, program, value)).toEqual({ value, conflicts: [] });
      }),
      parameters,
    );
  });
});
