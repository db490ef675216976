import { parse } from 'yaml';
import { emitYaml } from '../../core/yaml/emit-yaml';
import { caught } from '../caught';
import {
  editStringList,
  locationsOf,
  newKustomization,
  readStringList,
  sameItem,
} from '../../harvester/string-list';

const FILE = 'claims/infra/kustomization.yaml';

function edit(text: string, add: readonly string[], remove: readonly string[] = []): string {
  return editStringList(text, ['resources'], { add, remove }, FILE);
}

test('puts a new item in its place in a sorted list and at the end of any other', () => {
  expect(edit('resources:\n  - a\n  - c\n', ['b'])).toBe('resources:\n  - a\n  - b\n  - c\n');
  expect(edit('resources:\n  - c\n  - a\n', ['b', 'a2'])).toBe('resources:\n  - c\n  - a\n  - b\n  - a2\n');
});

test('writes items as their neighbours are written', () => {
  expect(edit('resources:\n- a\n- c\n', ['b'])).toBe('resources:\n- a\n- b\n- c\n');
  expect(edit("resources:\n    -   'a'\n", ['b'])).toBe("resources:\n    -   'a'\n    -   'b'\n");
  expect(edit('resources:\n  - ./a\n', ['b'])).toBe('resources:\n  - ./a\n  - ./b\n');
  expect(edit('resources:\r\n  - a\r\n', ['b'])).toBe('resources:\r\n  - a\r\n  - b\r\n');
  expect(edit('resources:\n  - a', ['b'])).toBe('resources:\n  - a\n  - b');
});

test('quotes an item only where a plain one would say something else', () => {
  expect(edit('resources:\n  - a\n', ['true', '1e3', 'x y'])).toBe(
    'resources:\n  - "1e3"\n  - a\n  - "true"\n  - x y\n',
  );
});

test('takes other spellings of an entry for the same', () => {
  const text = 'resources:\n  - ./a\n  - b/\n  - "c"\n';
  expect(edit(text, ['a', './b', 'c/'])).toBe(text);
  expect(edit(text, [], ['a', 'b', './c'])).toBe('resources: []\n');
  expect([sameItem('././x//'), sameItem('../x/'), sameItem('/')]).toEqual(['x', '../x', '/']);
});

test('keeps comments, fields and blank lines, and the comment above the next item with it', () => {
  const text =
    '# head\nnamespace: x\nresources: # ours\n  # databases\n  - b # big\n\n  # caches\n  - d\n# end\npatches: []\n';
  expect(edit(text, ['a', 'c'])).toBe(
    '# head\nnamespace: x\nresources: # ours\n  - a\n  # databases\n  - b # big\n\n  - c\n  # caches\n  - d\n# end\npatches: []\n',
  );
  expect(edit(text, [], ['b'])).toBe(
    '# head\nnamespace: x\nresources: # ours\n\n  # caches\n  - d\n# end\npatches: []\n',
  );
});

test('a comment goes with the one entry that it speaks of, and stays above others', () => {
  expect(edit('resources:\n- a # x\n# of b\n- b\n', [], ['b'])).toBe('resources:\n- a # x\n');
  expect(edit('resources:\n- a\n# of b\n# too\n- b # x\n# of c\n- c\n', [], ['b'])).toBe(
    'resources:\n- a\n# of c\n- c\n',
  );
  expect(edit('resources:\n# group\n- a\n- b\n', [], ['a'])).toBe('resources:\n# group\n- b\n');
});

test('entries that kustomize takes for no text are told, quoted when written, and get their quotes when asked for', () => {
  const words = ['on', 'no', 'y', '123', '1e3', '0644', '~', '1_000', '.5', '+5', '0x1F', 'NULL', '2026'];
  const written = edit('resources:\n- x\n', words);
  expect(written.match(/- "/g)).toHaveLength(words.length);
  expect(readStringList(written, ['resources'], FILE).filter(({ notText }) => notText)).toEqual([]);
  expect(readStringList('resources: [on, "on", !!str on, a]\n', ['resources'], FILE)).toEqual([
    { value: 'on', line: 1, notText: true },
    { value: 'on', line: 1 },
    { value: 'on', line: 1 },
    { value: 'a', line: 1 },
  ]);
  expect(edit('resources:\n- a\n- ./on # switch\n- on\n', ['on', 'z'])).toBe(
    'resources:\n- a\n- ./on # switch\n- "on"\n- z\n',
  );
  const targets = readStringList('spec:\n  targets: [on]\n', ['spec', 'targets'], FILE);
  expect(targets).toEqual([{ value: 'on', line: 2 }]);
});

test('finds the list as kustomize does: names without case, the last of a key given twice, the first document', () => {
  expect(edit('Resources: # all\r\n- a\r\n', ['b'])).toBe('Resources: # all\r\n- a\r\n- b\r\n');
  expect(edit('resources:\n- a\nresources:\n- c\n', ['b'])).toBe('resources:\n- a\nresources:\n- b\n- c\n');
  expect(edit('resources:\n- a\nRESOURCES:\n- c\n', ['b'])).toBe('resources:\n- a\n- b\nRESOURCES:\n- c\n');
  expect(edit('resources:\n- a\n---\nresources:\n- c\n', ['b'])).toBe(
    'resources:\n- a\n- b\n---\nresources:\n- c\n',
  );
  expect(edit('kind: Kustomization\n---\nc: d\n', ['b'])).toBe(
    'kind: Kustomization\nresources:\n  - b\n---\nc: d\n',
  );
});

test('opens an empty list and closes an emptied one', () => {
  expect(edit('resources: [] # none\nx: 1\n', ['b', 'a'])).toBe('resources: # none\n  - a\n  - b\nx: 1\n');
  expect(edit('resources:\nx: 1\n', ['a'])).toBe('resources:\n  - a\nx: 1\n');
  expect(edit('resources: ~\n', ['a'])).toBe('resources:\n  - a\n');
  expect(edit('resources: # c\n- a\n', [], ['a'])).toBe('resources: [] # c\n');
});

test('adds a missing list, and the keys above it', () => {
  expect(edit('kind: Kustomization\n', ['a'])).toBe('kind: Kustomization\nresources:\n  - a\n');
  const add = { add: ['../x'], remove: [] };
  expect(editStringList('kind: Location\n', ['spec', 'targets'], add, FILE)).toBe(
    'kind: Location\nspec:\n  targets:\n    - ../x\n',
  );
  expect(editStringList('spec:\n    type: url\n\n# end\nx: 1\n', ['spec', 'targets'], add, FILE)).toBe(
    'spec:\n    type: url\n    targets:\n      - ../x\n\n# end\nx: 1\n',
  );
  expect(editStringList('spec:\nx: 1\n', ['spec', 'targets'], add, FILE)).toBe(
    'spec:\n  targets:\n    - ../x\nx: 1\n',
  );
});

test('edits a list in brackets where it stands', () => {
  expect(edit('resources: [a, c] # all\n', ['b', 'd'])).toBe('resources: [a, b, c, d] # all\n');
  expect(edit('resources: ["a","c"]\n', ['b'], ['a'])).toBe('resources: ["b", "c"]\n');
  expect(edit('resources: [a, b, c]\n', [], ['a', 'b'])).toBe('resources: [c]\n');
  expect(edit('resources: [a, b, c]\n', [], ['b', 'c'])).toBe('resources: [a]\n');
  expect(edit('resources: [a]\n', [], ['a'])).toBe('resources: []\n');
  expect(edit('resources: [a]\n', ['b'], ['a'])).toBe('resources:\n  - b\n');
  expect(edit('{kind: Kustomization, resources: []}\n', ['b'])).toBe(
    '{kind: Kustomization, resources: [b]}\n',
  );
});

test('tells the line of each item', () => {
  const text = '# x\nresources:\n  - a\n\n  - "b"\n';
  expect(readStringList(text, ['resources'], FILE)).toEqual([
    { value: 'a', line: 3 },
    { value: 'b', line: 5 },
  ]);
});

test.each([
  ['resources: [a\n', 2],
  ['resources:\n  - a\n  b: c\n', 3],
  ['resources:\n  - a: b\n', 2],
  ['kind: x\nresources: text\n', 2],
  ['- a\n', 1],
  ['', 1],
  ['---\n---\nresources: []\n', 1],
])('refuses %j at line %i and writes nothing', (text, line) => {
  const error = caught(() => edit(text, ['new']));
  expect(error.code).toBe('target-file-unreadable');
  expect(error.message.startsWith(`${FILE}:${line}: `)).toBe(true);
});

test('refuses to take out an item that others refer to', () => {
  const text = 'resources:\n  - &a one\n  - two\nextra: *a\n';
  expect(caught(() => edit(text, [], ['one'])).code).toBe('target-file-unreadable');
  expect(edit(text, ['three'], ['two'])).toBe('resources:\n  - &a one\n  - three\nextra: *a\n');
});

test('writes new files in the style of the harvester', () => {
  expect(newKustomization(['a', 'true'])).toBe(
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - a\n  - "true"\n',
  );
  expect(parse(newKustomization([]))).toMatchObject({ resources: [] });
  expect(
    emitYaml(locationsOf('x-repo', 'Root catalog for the x repository', ['../claims/a/b/catalog-info.yaml'])),
  ).toBe(
    'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: x-repo\n  description: Root catalog for the x repository\nspec:\n  targets:\n    - ../claims/a/b/catalog-info.yaml\n',
  );
});

test('edits 100 files of 100 items in some milliseconds', () => {
  const text = newKustomization(
    Array.from({ length: 100 }, (_, index) => `claim-${String(index).padStart(3, '0')}`),
  );
  const run = (): number => {
    const started = process.cpuUsage();
    for (let file = 0; file < 100; file++) edit(text, [`claim-050-${file}`]);
    return process.cpuUsage(started).user / 1000;
  };
  run();
  expect(Math.min(run(), run(), run())).toBeLessThan(60);
});

test('leaves a line of nothing but tabs to the library', () => {
  const error = caught(() =>
    readStringList('kind: Kustomization\nresources: # none\n\t', ['resources'], 'x.yaml'),
  );
  expect(error.message).toContain('x.yaml:3: ');
});
