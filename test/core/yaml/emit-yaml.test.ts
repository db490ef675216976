import { load } from 'js-yaml';
import { parse } from 'yaml';
import { emitYaml } from '../../../core/yaml/emit-yaml';
import { readYaml } from '../../../core/yaml/read-yaml';
import { caught } from '../../caught';
import { HOSTILE_STRINGS } from './hostile-strings';

const CLAIM = {
  apiVersion: 'resources.stuttgart-things.com/v1alpha1',
  kind: 'VolumeClaim',
  metadata: { name: 'app-pvc', labels: { team: 'on', 'a b': 'yes' }, annotations: {} },
  spec: {
    size: '5Gi',
    replicas: 3,
    ratio: 0.5,
    enabled: true,
    nothing: null,
    left: undefined,
    args: ['--flag', '-v', '- x', '010'],
    matrix: [['a', ['b']], [], {}],
    env: [
      { name: 'A', value: '1' },
      { name: 'B', list: ['x'] },
    ],
    script: '#!/bin/sh\nset -e\n  echo hi\n',
    tail: 'a\nb',
    keep: 'a\n\n',
  },
};

test('writes blocks of two spaces, lists below their key, quotes only where a reader needs them', () => {
  expect(emitYaml(CLAIM)).toBe(`apiVersion: resources.stuttgart-things.com/v1alpha1
kind: VolumeClaim
metadata:
  name: app-pvc
  labels:
    team: "on"
    a b: "yes"
  annotations: {}
spec:
  size: 5Gi
  replicas: 3
  ratio: 0.5
  enabled: true
  nothing: null
  args:
    - --flag
    - -v
    - "- x"
    - "010"
  matrix:
    - - a
      - - b
    - []
    - {}
  env:
    - name: A
      value: "1"
    - name: B
      list:
        - x
  script: |
    #!/bin/sh
    set -e
      echo hi
  tail: |-
    a
    b
  keep: |+
    a

`);
});

test('a list can stand at the top, an empty object is braces, an object of undefined too', () => {
  expect([emitYaml([1, 'a']), emitYaml({}), emitYaml([]), emitYaml({ a: { b: undefined } })]).toEqual([
    '- 1\n- a\n',
    '{}\n',
    '[]\n',
    'a: {}\n',
  ]);
});

test('numbers keep their value in every reader', () => {
  const numbers = [
    0,
    -0,
    1,
    -1,
    1.5,
    1e21,
    1.5e300,
    1e-7,
    5e-324,
    1e20,
    123456789012345680000,
    Number.MAX_SAFE_INTEGER,
  ];
  expect(emitYaml([1e21, 1e-7, 1.5e-7, -0, 2n ** 63n - 1n])).toBe(
    '- 1.0e+21\n- 1.0e-7\n- 1.5e-7\n- -0.0\n- 9223372036854775807\n',
  );
  const text = emitYaml(numbers);
  expect(readYaml(text, 'x')).toEqual(numbers);
  expect(parse(text, { version: '1.1' })).toEqual(numbers);
  expect(parse(text, { version: '1.2' })).toEqual(numbers);
  expect(load(text)).toEqual(numbers);
});

test.each(HOSTILE_STRINGS.map((text) => [JSON.stringify(text), text]))(
  '%s survives every reader',
  (_, text) => {
    // No notation of that key reaches the cluster.
    const key = text === '<<' ? '<' : text;
    const value = { [key]: text, list: [text, [text]], nested: { deeper: [{ [key]: text, after: 1 }] } };
    const yaml = emitYaml(value);
    expect(readYaml(yaml, 'x')).toEqual(value);
    expect(parse(yaml, { version: '1.1' })).toEqual(value);
    expect(parse(yaml, { version: '1.2' })).toEqual(value);
    expect(load(yaml)).toEqual(value);
  },
);

test('a text of 100,000 lines is a literal block and survives', () => {
  const value = { text: 'line: "x" # y\n'.repeat(100_000), after: 'z' };
  const yaml = emitYaml(value);
  expect(yaml.startsWith('text: |\n  line: "x" # y\n')).toBe(true);
  expect(parse(yaml)).toEqual(value);
});

test('the same object twice is written twice, never as an anchor', () => {
  const shared = { a: 1 };
  expect(emitYaml({ x: shared, z: [shared] })).toBe('x:\n  a: 1\nz:\n  - a: 1\n');
});

const cycle: Record<string, unknown> = {};
cycle['self'] = [cycle];

test.each([
  ['spec.cpu[1]: NaN cannot be written, only finite numbers', { spec: { cpu: [1, NaN] } }],
  ['a: -Infinity cannot be written, only finite numbers', { a: -Infinity }],
  ['a: a function cannot be written, only plain data', { a: () => 1 }],
  ['a[0]: a symbol cannot be written, only plain data', { a: [Symbol('x')] }],
  ['when: an instance of Date cannot be written, only plain data', { when: new Date(0) }],
  ['m: an instance of Map cannot be written, only plain data', { m: new Map() }],
  ['a: the integer 18446744073709551616 is beyond 64 bits, write it as text', { a: 2n ** 64n }],
  ["a.<<: a key '<<' cannot be written, kustomize loses it in any notation", { a: { '<<': 1 } }],
  ['a: text with half of a surrogate pair cannot be written: "x\\ud800"', { a: 'x\ud800' }],
])('refuses with the path: %s', (message, value) => {
  const error = caught(() => emitYaml(value));
  expect([error.code, error.message]).toEqual(['yaml-unwritable', message]);
});

test('refuses what contains itself, and keys that no reader finds the end of', () => {
  expect(() => emitYaml(cycle)).toThrow(/^self\[0\]\.self.*the value contains itself$/);
  expect(() => emitYaml({ ['k'.repeat(1001)]: 1 })).toThrow('a key of 1001 characters cannot be written');
  expect(readYaml(emitYaml({ ['k'.repeat(999)]: 1 }), 'x')).toEqual({ ['k'.repeat(999)]: 1 });
});

test('takes objects of another realm and without a prototype', () => {
  expect(emitYaml(Object.assign(Object.create(null) as object, { a: structuredClone({ b: 1 }) }))).toBe(
    'a:\n  b: 1\n',
  );
});

test('a long run of digits costs no more than other text', () => {
  const text = `${'1'.repeat(200_000)}x`;
  expect(emitYaml({ text })).toBe(`text: ${text}\n`);
});
