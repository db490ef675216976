import { isIgnoredPath } from '../../../cli/watch/ignored-path';

test.each([
  ['main.ts', false],
  ['claims/infra.ts', false],
  ['cdk8s.yaml', false],
  ['.claims/x', false],
  ['node_modules/left-pad/index.js', true],
  ['packages/a/node_modules', true],
  ['.git/index', true],
  ['dist/claims/x.yaml', true],
  ['out/tree', true],
  ['out/tree/x.yaml', true],
  ['out/treehouse.ts', false],
  ['distance.ts', false],
  ['.main.ts.swp', true],
  ['main.ts~', true],
  ['claims/4913', true],
  ['claims/.#infra.ts', true],
])('%s: %s', (path, ignored) => {
  expect(isIgnoredPath(path, 'out/tree')).toBe(ignored);
});

test('an output folder elsewhere hides nothing', () => {
  expect(isIgnoredPath('out/tree/x.yaml', undefined)).toBe(false);
});
