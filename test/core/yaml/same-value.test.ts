import { sameValue } from '../../../core/yaml/same-value';

test.each<[unknown, unknown]>([
  [1, 1n],
  [1.0, 1],
  [0, -0],
  [2 ** 60, 2n ** 60n],
  [43391605435755610, 43391605435755610n],
  [
    { a: 1, b: [{ c: null }] },
    { b: [{ c: null }], a: 1n },
  ],
  [{ a: undefined }, {}],
])('%p is the same as %p', (left, right) => {
  expect([sameValue(left, right), sameValue(right, left)]).toEqual([true, true]);
});

test.each<[unknown, unknown]>([
  [1, '1'],
  [1, true],
  [0, false],
  [null, undefined],
  [{ a: null }, {}],
  [[], {}],
  [
    [1, 2],
    [2, 1],
  ],
  [[1], [1, 2]],
  [{ a: 1 }, { b: 1 }],
  [{}, { toString: 'x' }],
  [9007199254740992, 9007199254740993n],
])('%p is not the same as %p', (left, right) => {
  expect([sameValue(left, right), sameValue(right, left)]).toEqual([false, false]);
});
