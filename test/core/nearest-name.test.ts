import { nearestName } from '../../core/nearest-name';

describe('nearestName', () => {
  test.each([
    ['tragets', ['target', 'base'], 'target'],
    ['regsitry', ['registry', 'repair'], 'registry'],
    ['Target', ['target'], 'target'],
    ['synht', ['synth', 'diff'], 'synth'],
    ['bsae', ['base', 'root'], 'base'],
  ])('finds what %s was meant to be', (wrong, known, expected) => {
    expect(nearestName(wrong, known)).toBe(expected);
  });

  test('suggests nothing when nothing is near', () => {
    expect(nearestName('webhook', ['base', 'root', 'target'])).toBeUndefined();
    expect(nearestName('x', [])).toBeUndefined();
  });
});
