import { PathGlob } from '../../../core/text/path-glob';

/** Pattern, what it means, what it does not; as minimatch 11 has it. */
test.each<[string, string[], string[]]>([
  [
    'claims/**/catalog-info.yaml',
    ['claims/catalog-info.yaml', 'claims/a/b/catalog-info.yaml'],
    ['claims/.x/catalog-info.yaml', 'x/claims/catalog-info.yaml'],
  ],
  [
    'claims/*/catalog-info.yaml',
    ['claims/a/catalog-info.yaml'],
    ['claims/a/b/catalog-info.yaml', 'claims/.a/catalog-info.yaml'],
  ],
  ['claims/.*/x', ['claims/.a/x'], ['claims/a/x']],
  ['a/**', ['a/b', 'a/b/c'], ['a', 'a/.b', 'a/b/.c']],
  ['**', ['a', 'a/b'], ['.a']],
  ['catalog-info.y?ml', ['catalog-info.yaml'], ['catalog-info.yml', 'catalog-info.yaaml']],
  ['catalog-info.{yaml,yml}', ['catalog-info.yaml', 'catalog-info.yml'], ['catalog-info.json']],
  ['{a,b/c}/*.y*ml', ['a/x.yaml', 'b/c/x.yml'], ['c/x.yaml']],
  ['x.@(yaml|yml)', ['x.yaml', 'x.yml'], ['x.', 'x.@(yaml|yml)']],
  ['x?(y).yaml', ['x.yaml', 'xy.yaml'], ['xyy.yaml']],
  ['+([a-z]).yaml', ['db.yaml'], ['db.yml']],
  ['[a-c]?[!0-9]', ['axx', 'b0x'], ['dxx', 'ax0']],
  ['a*b*c', ['abc', 'axbxbxc'], ['abcd', 'acb']],
  ['a\\*b', ['a*b'], ['axb']],
  ['{a,b', ['{a,b'], ['a']],
])('%s means %j and not %j', (pattern, matched, others) => {
  const glob = new PathGlob(pattern);
  expect(matched.filter((path) => !glob.matches(path))).toEqual([]);
  expect(others.filter((path) => glob.matches(path))).toEqual([]);
});

test('hostile patterns cost next to nothing', () => {
  const path = `${'a'.repeat(200)}/`.repeat(20) + 'b';
  const started = performance.now();
  for (const pattern of [
    '*a'.repeat(400),
    '**/'.repeat(300),
    '{a,b}'.repeat(150),
    `${'a*'.repeat(80)}/`.repeat(6),
    '@('.repeat(400),
    'x'.repeat(1e6),
  ]) {
    expect(new PathGlob(pattern).matches(path)).toBe(false);
  }
  expect(performance.now() - started).toBeLessThan(1000);
});
