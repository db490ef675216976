import { fieldChanges } from '../../../synth/diff/field-changes';

describe('field changes', () => {
  it('are empty for equal objects in another key order', () => {
    expect(fieldChanges({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 })).toEqual([]);
  });

  it('name the dotted path and quote keys that are no plain words', () => {
    const before = { metadata: { annotations: { 'a.b/c': 'x' } } };
    expect(fieldChanges(before, { metadata: { annotations: { 'a.b/c': 'y' } } })).toEqual([
      { path: 'metadata.annotations["a.b/c"]', before: 'x', after: 'y' },
    ]);
  });

  it('match list items by name, so that an insertion is one change', () => {
    const item = (name: string, size = 1) => ({ name, size });
    expect(
      fieldChanges({ d: [item('a'), item('b')] }, { d: [item('new'), item('a'), item('b', 2)] }),
    ).toEqual([
      { path: 'd[b].size', before: 1, after: 2 },
      { path: 'd[new]', after: item('new') },
    ]);
  });

  it('say when the same named items stand in another order', () => {
    expect(
      fieldChanges({ d: [{ name: 'a' }, { name: 'b' }] }, { d: [{ name: 'b' }, { name: 'a' }] }),
    ).toEqual([{ path: 'd[order]', before: ['a', 'b'], after: ['b', 'a'] }]);
  });

  it('match items without unique names by position', () => {
    expect(fieldChanges({ d: ['x', 'y'] }, { d: ['x', 'z', 'w'] })).toEqual([
      { path: 'd[1]', before: 'y', after: 'z' },
      { path: 'd[2]', after: 'w' },
    ]);
  });

  it('show null and a missing field as different', () => {
    expect(fieldChanges({ a: null }, {})).toEqual([{ path: 'a', before: null }]);
  });
});
