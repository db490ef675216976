import { compareBuilds } from '../../../harvester/applied/compare-builds';
import { TextSource } from '../../../harvester/applied/text-source';
import { object, sourceOf, type Files } from './tree';

const BASE: Files = {
  'c/kustomization.yaml': 'resources: [a, b]\n',
  'c/a/kustomization.yaml': 'resources: [x.yaml]\n',
  'c/a/x.yaml': object('a'),
  'c/b/kustomization.yaml': 'resources: [x.yaml]\n',
  'c/b/x.yaml': object('b'),
};

/** What changes, as `enters /name`; undefined in place of a text takes a file away. */
function changes(edits: Readonly<Record<string, string | undefined>>, before: Files = BASE): string[] {
  const after = Object.fromEntries(
    Object.entries({ ...before, ...edits }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
  const found = compareBuilds(sourceOf(before), sourceOf(after), { path: 'c', origin: 'flux' });
  return [
    ...found.changes.map(({ change, object: { identity, declared } }) => {
      const { namespace = '', name } = identity ?? { name: `?${declared.name}` };
      return `${change} ${namespace}/${name}`;
    }),
    ...found.after.map(({ reason }) => `fails: ${reason}`),
  ].sort();
}

it.each<[string, Readonly<Record<string, string | undefined>>, string[]]>([
  ['nothing', {}, []],
  ['a comment', { 'c/a/x.yaml': `# why\n${object('a')}` }, []],
  ['a field', { 'c/a/x.yaml': `${object('a')}spec: {size: 2}\n` }, ['changes /a']],
  ['a name', { 'c/a/x.yaml': object('z') }, ['enters /z', 'leaves /a']],
  ['an entry less', { 'c/kustomization.yaml': 'resources: [a]\n' }, ['leaves /b']],
  ['an entry in another spelling', { 'c/kustomization.yaml': 'resources: [./b/, a/x.yaml]\n' }, []],
  ['a document more', { 'c/a/x.yaml': `${object('a')}---\n${object('c')}` }, ['enters /c']],
  [
    'a namespace',
    { 'c/b/kustomization.yaml': 'resources: [x.yaml]\nnamespace: shop\n' },
    ['enters shop/b', 'leaves /b'],
  ],
  ['a label', { 'c/b/kustomization.yaml': 'resources: [x.yaml]\ncommonLabels: {a: b}\n' }, ['changes /b']],
  [
    'a label of all',
    { 'c/kustomization.yaml': 'resources: [a, b]\ncommonLabels: {a: b}\n' },
    ['changes /a', 'changes /b'],
  ],
  [
    'a file that moves',
    {
      'c/kustomization.yaml': 'resources: [a, d]\n',
      'c/b/x.yaml': undefined,
      'c/b/kustomization.yaml': undefined,
      'c/d/kustomization.yaml': 'resources: [x.yaml]\n',
      'c/d/x.yaml': object('b'),
    },
    [],
  ],
  [
    'an entry that is not there',
    { 'c/kustomization.yaml': 'resources: [a, b, z]\n' },
    ['fails: z does not exist'],
  ],
  [
    'the same object once more',
    {
      'c/kustomization.yaml': 'resources: [a, b, d.yaml]\n',
      'c/d.yaml': `${object('b')}x: 1\n`,
      'c/b/x.yaml': `${object('b')}x: 2\n`,
    },
    ['fails: A b of c/d.yaml: c/b/x.yaml has it already', 'leaves /b'],
  ],
])('tells what %s does', (_, edits, expected) => {
  expect(changes(edits)).toEqual([...expected].sort());
});

it('tells that a patch misses what leaves', () => {
  const patched = {
    ...BASE,
    'c/kustomization.yaml':
      "resources: [a, b]\npatches: [{patch: '{kind: A, apiVersion: a.io/v1, metadata: {name: b}, spec: {}}'}]\n",
  };
  const edits = { 'c/kustomization.yaml': patched['c/kustomization.yaml'].replace('[a, b]', '[a]') };
  expect(changes(edits, patched)).toContain('fails: a patch is for A b: no such object is built');
});

it('reads kustomizations of one content once, and of the resource files only those that differ', () => {
  const after = sourceOf({
    ...BASE,
    'c/kustomization.yaml': 'resources: [a, b, c]\n',
    'c/c/kustomization.yaml': 'resources: [x.yaml]\n',
    'c/c/x.yaml': object('c'),
  });
  const read = new Set<string>();
  const counting = (files: Files): TextSource =>
    new TextSource(sourceOf(files).entries, (path) => {
      read.add(path);
      return files[path];
    });
  const { changes: found, missing } = compareBuilds(counting(BASE), after, { path: 'c', origin: 'flux' });
  expect(missing.size).toBe(0);
  expect(found.map(({ change, object: { file } }) => [change, file])).toEqual([['enters', 'c/c/x.yaml']]);
  expect([...read].sort()).toEqual(['c/a/kustomization.yaml', 'c/kustomization.yaml']);
});
