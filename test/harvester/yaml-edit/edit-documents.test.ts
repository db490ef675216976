import type { JsonObject, JsonValue } from '../../../core/claim-model';
import { readYamlDocuments } from '../../../core/yaml/read-yaml';
import { editDocuments } from '../../../harvester/yaml-edit/edit-documents';

type Change = (value: Record<string, JsonValue>) => void;

function valuesOf(text: string): JsonObject[] {
  return readYamlDocuments(text, 'x.yaml', { manifest: true }).map(({ value }) => value as JsonObject);
}

/** The text after a change of the value of one document. */
function edit(text: string, change: Change, document = 0): string {
  const values = structuredClone(valuesOf(text)) as Record<string, JsonValue>[];
  change(values[document] as Record<string, JsonValue>);
  const result = editDocuments(text, values, { manifest: true });
  if ('problem' in result) throw new Error(result.problem);
  expect(valuesOf(result.text)).toEqual(values);
  return result.text;
}

const LIST = `list: # of all
  # first
  - name: a # the a
    size: 1   # small
  # second
  - name: b
    size: 2

  # third
  - name: c
`;

test('an item that changes keeps its neighbours, its comments and its other fields', () => {
  expect(edit(LIST, ({ list }) => ((list as Record<string, JsonValue>[])[0] = { name: 'a', size: 10 }))).toBe(
    LIST.replace('size: 1 ', 'size: 10 '),
  );
  expect(edit(LIST, ({ list }) => ((list as Record<string, JsonValue>[])[2] = { name: 'c', on: 'no' }))).toBe(
    `${LIST}    "on": "no"\n`,
  );
  expect(edit("a:\n- x # 1\n- 'y' # 2\n", ({ a }) => ((a as JsonValue[])[1] = 'NO'))).toBe(
    "a:\n- x # 1\n- 'NO' # 2\n",
  );
});

test('an item that goes takes the comment above it, one that comes stands in its place', () => {
  expect(edit(LIST, ({ list }) => (list as JsonValue[]).splice(1, 1))).toBe(
    LIST.replace('  # second\n  - name: b\n    size: 2\n', ''),
  );
  expect(
    edit(LIST, ({ list }) => (list as JsonValue[]).splice(1, 0, { name: 'new', deep: [1, { x: null }] })),
  ).toBe(LIST.replace('  # second\n', '  - name: new\n    deep:\n      - 1\n      - x: null\n  # second\n'));
  expect(edit(LIST, ({ list }) => (list as JsonValue[]).unshift('NO'))).toBe(
    LIST.replace('  # first\n', '  - "NO"\n  # first\n'),
  );
  expect(edit("a:\n- 'x'\n- 'y'", ({ a }) => (a as JsonValue[]).push('z'))).toBe("a:\n- 'x'\n- 'y'\n- 'z'");
  expect(edit('a:\n- x\n', (value) => (value['a'] = []))).toBe('a: []\n');
  expect(edit('a: [] # none\nb: 1\n', (value) => (value['a'] = ['x']))).toBe('a: # none\n  - x\nb: 1\n');
});

test('the first field of an item goes, and the next one stands behind the hyphen', () => {
  expect(edit('a:\n- x: 1 # one\n  y: 2\n', (value) => (value['a'] = [{ y: 2 }]))).toBe('a:\n- y: 2\n');
  expect(edit('a:\n- x: 1\n  # of y\n  y: 2\n', (value) => (value['a'] = [{ y: 2 }]))).toBe(
    'a:\n-\n  # of y\n  y: 2\n',
  );
  expect(edit('a:\n- - 1\n  - 2\n- 3\n', (value) => (value['a'] = [[2], 3]))).toBe('a:\n- - 2\n- 3\n');
});

test('what stands in brackets is changed where it stands', () => {
  expect(
    edit('a: {x: 1, y: [1, 2],   z: 3} # c\n', (value) => (value['a'] = { x: 1, y: [1, 'on'], z: 3 })),
  ).toBe('a: {x: 1, y: [1, "on"],   z: 3} # c\n');
  expect(
    edit('a: {x: 1, y: 2}\n', (value) => (value['a'] = { x: 1, y: 2, 'a,b': 'c,d', nn: { e: [] } })),
  ).toBe('a: {x: 1, y: 2, "a,b": "c,d", nn: {e: []}}\n');
  expect(edit('a: {x: 1, y: 2, z: 3}\n', (value) => (value['a'] = { y: 2 }))).toBe('a: {y: 2}\n');
  expect(edit('a: [1, 2, 3]\n', (value) => (value['a'] = [0, 1, 3, 4]))).toBe('a: [0, 1, 3, 4]\n');
  expect(edit('a: [1] # c\n', (value) => (value['a'] = []))).toBe('a: [] # c\n');
});

test('brackets over several lines keep their lines', () => {
  const json = '{\n  "kind": "X",\n  "spec": {\n    "a": 1, # one\n    "b": [\n      "x"\n    ]\n  }\n}\n';
  expect(edit(json, ({ spec }) => ((spec as Record<string, JsonValue>)['a'] = 2))).toBe(
    json.replace('"a": 1', '"a": 2'),
  );
  expect(edit(json, ({ spec }) => ((spec as Record<string, JsonValue>)['b'] = ['x', 'y']))).toBe(
    json.replace('"x"\n', '"x",\n      "y"\n'),
  );
  expect(edit(json, (value) => (value['plain'] = { on: ['x', 1] }))).toBe(
    json.replace(/ {2}}\n}\n$/, '  },\n  "plain": {"on": ["x", 1]}\n}\n'),
  );
  expect(edit(json, ({ spec }) => delete (spec as Record<string, JsonValue>)['b'])).toBe(
    '{\n  "kind": "X",\n  "spec": {\n    "a": 1 # one\n  }\n}\n',
  );
});

test('a value that becomes another kind of value leaves the comment of its line', () => {
  expect(edit('a: 5 # c\nb: 1\n', (value) => (value['a'] = { x: [1] }))).toBe(
    'a: # c\n  x:\n    - 1\nb: 1\n',
  );
  expect(edit('a: # c\n  # d\n  x: 1\nb: 1\n', (value) => (value['a'] = 5))).toBe('a: 5 # c\n  # d\nb: 1\n');
  expect(edit('a: | # c\n  x\n  y\nb: 1\n', (value) => (value['a'] = 'x'))).toBe('a: x # c\nb: 1\n');
  expect(edit('a: >-\n    x\n    y\n\nb: 1\n', (value) => (value['a'] = 'x\nz\n'))).toBe(
    'a: |\n    x\n    z\n\nb: 1\n',
  );
  expect(edit('a:\nb: 1\n', (value) => (value['a'] = null)).length).toBe(8);
  expect(edit('a:   # c\nb: 1\n', (value) => (value['a'] = 'x'))).toBe('a: x   # c\nb: 1\n');
});

test('an anchor keeps what refers to it, and `<<` is written out where a field of it goes', () => {
  const text = 'base: &b {x: 1, y: 2}\nuse:\n  <<: *b # all of it\n  z: 3\nlist: [*b]\n';
  expect(edit(text, (value) => (value['use'] = { x: 1, y: 5, z: 3 }))).toBe(
    text.replace('  z: 3\n', '  z: 3\n  "y": 5\n'),
  );
  expect(edit(text, (value) => (value['use'] = { y: 2, z: 3 }))).toBe(
    text.replace('  <<: *b # all of it\n  z: 3\n', '  z: 3\n  "y": 2\n'),
  );
  expect(edit(text, (value) => (value['base'] = { x: 7, y: 2 }))).toBe(
    'base: &b {x: 7, y: 2}\nuse:\n  <<: *b # all of it\n  z: 3\n  x: 1\nlist: [{x: 1, "y": 2}]\n',
  );
});

test('documents keep their markers, empty ones their place; one at the end comes and goes', () => {
  const text = '# head\n---\nkind: A\na: 08\n---\n# nothing\n---  # b\r\nkind: B\r\nb: .5\r\n';
  expect(edit(text, (value) => (value['b'] = 1), 1)).toBe(text.replace('.5', '1'));
  expect(edit(text, (value) => (value['a'] = 1))).toBe(text.replace('08', '1'));
  const [first] = valuesOf(text) as [JsonObject];
  expect(editDocuments(text, [first], { manifest: true })).toMatchObject({
    text: '# head\n---\nkind: A\na: 08\n---\n# nothing\n',
  });
  expect(editDocuments('kind: A', [{ kind: 'A' }, { kind: 'B' }], { manifest: true })).toMatchObject({
    text: 'kind: A\n---\nkind: B\n',
  });
});

test('says why a text cannot be edited', () => {
  expect(editDocuments('- a\n', [{ a: 1 }], { manifest: true })).toHaveProperty('problem');
  expect(editDocuments('a: [', [{ a: 1 }], { manifest: true })).toHaveProperty('problem');
  expect(editDocuments('a: !!str # why\n  b\n', [{ a: 'c' }], { manifest: true })).toMatchObject({
    losesComments: true,
  });
});
