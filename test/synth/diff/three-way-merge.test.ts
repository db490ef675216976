import { mergeThreeWay } from '../../../synth/diff/three-way-merge';

describe('merging a hand-edited claim', () => {
  const base = { spec: { storage: '20Gi', mode: 'Block', labels: { a: '1' } } };

  it('takes the change of each side where only one side changed a field', () => {
    const program = { spec: { storage: '40Gi', mode: 'Block', labels: { a: '1' } } };
    const person = { spec: { storage: '20Gi', mode: 'Filesystem', labels: { a: '1', b: '2' } } };
    expect(mergeThreeWay(base, program, person)).toEqual({
      value: { spec: { storage: '40Gi', mode: 'Filesystem', labels: { a: '1', b: '2' } } },
      conflicts: [],
    });
  });

  it('removes what one side removed and the other left alone', () => {
    const program = { spec: { storage: '20Gi', labels: { a: '1' } } };
    const person = { spec: { storage: '20Gi', mode: 'Block' } };
    expect(mergeThreeWay(base, program, person).value).toEqual({ spec: { storage: '20Gi' } });
  });

  it('keeps the person’s value and reports the conflict where both changed a field', () => {
    const program = { spec: { ...base.spec, storage: '40Gi' } };
    const person = { spec: { ...base.spec, storage: '99Gi' } };
    const merged = mergeThreeWay(base, program, person);
    expect(merged.value).toEqual(person);
    expect(merged.conflicts).toEqual([
      { path: 'spec.storage', base: '20Gi', program: '40Gi', person: '99Gi' },
    ]);
  });

  it('is not a conflict when both made the same change', () => {
    const both = { spec: { ...base.spec, storage: '40Gi' } };
    expect(mergeThreeWay(base, both, both)).toEqual({ value: both, conflicts: [] });
  });
});
