import { readYaml, readYamlDocuments, yamlEquals } from '../../../core/yaml/read-yaml';
import { KUBECTL } from '../../../core/yaml/value-reader';
import { caught } from '../../caught';

test('reads words, dates, octals and merges as kustomize builds them', () => {
  const text = 'a: &base {on: y, mode: 0644, t: 12:30, d: 2026-1-2}\nb:\n  mode: "0644"\n  <<: *base\n';
  const d = '2026-01-02T00:00:00Z';
  expect(readYaml(text, 'x.yaml')).toEqual({
    a: { on: 'y', mode: 420, t: '12:30', d },
    b: { on: 'y', mode: '0644', t: '12:30', d },
  });
});

test('reads words and dates as kubectl does where that is asked for', () => {
  const text = 'a: &base {on: y, mode: 0644, t: 12:30, d: 2026-1-2}\nb:\n  <<: *base\n  mode: "0644"\n';
  expect(readYaml(text, 'x.yaml', { reader: KUBECTL })).toEqual({
    a: { true: true, mode: 420, t: '12:30', d: '2026-1-2' },
    b: { true: true, mode: '0644', t: '12:30', d: '2026-1-2' },
  });
  expect(() => readYaml('k: 1\na:\n  b: 2\n  <<: {b: 3}\n', 'x.yaml', { reader: KUBECTL })).toThrow(
    "x.yaml:4: `<<` after key 'b' overwrites it for some readers, put `<<` first",
  );
  expect(() => readYaml('1: a\n"1": b\n', 'x.yaml', { reader: KUBECTL })).toThrow(
    "x.yaml:2: key '1' is in the mapping twice",
  );
});

test('the annotations of a manifest are the characters that stand there, and none where nothing does', () => {
  const read = (annotations: string): unknown =>
    readYaml(`kind: X\nmetadata:\n  name: x\n  annotations:${annotations}\n`, 'x.yaml', { manifest: true });
  expect(read(' {a: 0644, b: 2026-01-02, c: ~, d: [1], e: on}')).toEqual({
    kind: 'X',
    metadata: { name: 'x', annotations: { a: '0644', b: '2026-01-02', c: '~', d: '', e: 'on' } },
  });
  expect([read(''), read(' {}'), read(' x')]).toEqual(
    Array.from({ length: 3 }, () => ({ kind: 'X', metadata: { name: 'x' } })),
  );
});

test('a folded block says what kustomize makes of it when it writes it again', () => {
  expect(readYaml('a: >\n  x\n  y\n\n    z\n  w\n', 'x')).toEqual({ a: 'x y\n\n\n  z\nw\n' });
  expect(readYaml('a: >\n  x\n  y\n\n    z\n  w\n', 'x', { reader: KUBECTL })).toEqual({
    a: 'x y\n\n  z\nw\n',
  });
});

test('integers beyond 2^53 are exact, beyond 64 bits they are floats', () => {
  expect(
    readYaml('[9007199254740993, -9223372036854775808, 18446744073709551615, 18446744073709551616]', 'x'),
  ).toEqual([9007199254740993n, -9223372036854775808n, 18446744073709551615n, 18446744073709551616]);
});

test('documents carry the line of their content, empty ones are skipped', () => {
  const text = '# head\n---\n# only a comment\n---\na: 1\n---\n\n# c\nb: 2\n...\n---\n';
  expect(readYamlDocuments(text, 'x.yaml')).toEqual([
    { value: { a: 1 }, line: 5 },
    { value: { b: 2 }, line: 9 },
  ]);
  expect(readYaml('# nothing\n', 'x.yaml')).toBeNull();
});

test.each([
  ['a: 1\nb: 2\na: 3\n', "x.yaml:3: key 'a' is in the mapping twice"],
  ['a: 1\n"a": b\n', "x.yaml:2: key 'a' is in the mapping twice"],
  ['b: 1\n5: b\n', 'x.yaml:2: a key must be text'],
  ['b: {2026-01-02: 1}\n', 'x.yaml:1: a key must be text'],
  ['b: {"<<": 1}\n', 'x.yaml:1: a key must be text'],
  ['a: 1\n<<: {b: 1}\n<<: {c: 1}\n', "x.yaml:3: key '<<' is in the mapping twice"],
  ['a:\n  !!str ? b\n  : 1\n', 'x.yaml:2: an explicit key is on the line of a tag or anchor'],
  ['a: 1\n\t\nb: 1\n', 'x.yaml:2: a tab cannot indent anything'],
  ['-\ta\n', 'x.yaml:1: a tab cannot indent anything'],
  ['%YAML 1.1\n---\na: 1\n', 'x.yaml:1: kustomize takes no directives'],
  ['a: 1\n--- {b: 1}\n', "x.yaml:2: '--- {b: 1}' is not a document separator to kustomize"],
  ['a: 1\n...\nb: 1\n', 'x.yaml:3: kustomize drops what follows `...`, begin it with `---`'],
  ['a: !!bool yes\n', "x.yaml:1: 'yes' is not !!bool"],
  ['a: 2026-01-02T00:00:00+24:00\n', 'x.yaml:1: 2026-01-02T00:00:00+24:00 has no place in a manifest'],
  ['a: [b:, c]\n', 'x.yaml:1: a colon inside of brackets needs a blank behind it'],
  ['a: 1\n---\nb: 1\n', 'x.yaml:3: expected one document, here begins another'],
  ['a: {b: 1\nc: 2\n', 'x.yaml:2: '],
  ['a:\n\t- b\n', 'x.yaml:2: '],
  ['a: *x\n', "x.yaml:1: unknown anchor 'x'"],
  ['a: &x\n  b: *x\n', "x.yaml:2: anchor 'x' contains itself"],
  ['a: .inf\n', 'x.yaml:1: Infinity has no place in a manifest, JSON cannot hold it'],
  ['a: !!int x\n', "x.yaml:1: 'x' is not !!int"],
  [
    'a: 1 # x\u2028y\n',
    'x.yaml:1: the character U+2028 is not allowed in a manifest, write it as an escape in double quotes',
  ],
  ['a: "\\ud83d\\ude00"\n', "x.yaml:1: the escape \\ud8 is not known to the cluster's reader"],
])('%j is refused with file and line', (text, message) => {
  const error = caught(() => readYaml(text, 'x.yaml'));
  expect(error.code).toBe('yaml-unreadable');
  expect(error.message).toContain(message);
});

test('an error carries its source position', () => {
  const error = caught(() => readYaml('a: 1\nb: "x\n', 'claims/infra/a.yaml'));
  expect(error.issues.map((issue) => issue.source)).toEqual([
    { file: 'claims/infra/a.yaml', line: 3, column: 1 },
  ]);
});

test('a document of aliases to aliases is refused before it fills the memory', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 9; level += 1) {
    lines.push(`a${level}: &a${level} [${`*a${level - 1}, `.repeat(10)}]`);
  }
  expect(() => readYaml(lines.join('\n'), 'x.yaml')).toThrow(
    /x\.yaml:\d+: aliases make this document far larger/,
  );
});

test('a byte order mark and Windows line ends are read', () => {
  expect(readYaml('\ufeffa: |\r\n  x\r\n  y\r\nb: 1\r\n', 'x')).toEqual({ a: 'x\ny\n', b: 1 });
});

test('keys named like something of Object.prototype are ordinary keys', () => {
  const value = readYaml('__proto__: {a: 1}\nconstructor: b\n', 'x') as object;
  expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
});

test('text equals a value whatever its order, comments and quoting, and never when it cannot be read', () => {
  expect(yamlEquals('# c\nb: "x"\na: 1.0\n', { a: 1, b: 'x', c: undefined })).toBe(true);
  expect(yamlEquals('b: x\na: null\n', { b: 'x' })).toBe(false);
  expect(yamlEquals('a: 1\n---\na: 1\n', { a: 1 })).toBe(false);
  expect(yamlEquals('a: [', { a: 1 })).toBe(false);
});
