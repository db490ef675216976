import { emitYaml } from '../../../core/yaml/emit-yaml';
import { readYaml } from '../../../core/yaml/read-yaml';
import { KUBECTL } from '../../../core/yaml/value-reader';
import { caught } from '../../caught';
import { HOSTILE_STRINGS } from './hostile-strings';
import { KUBECTL_INSTALLED, manifestWith, readWithKubectl } from './kubectl-reader';

const PLAIN = [
  ...[
    'y',
    'n',
    'Y',
    'yes',
    'on',
    'Off',
    'True',
    'tRue',
    '~',
    'Null',
    'NULL',
    '=',
    '010',
    '0o10',
    '0O10',
    '0x1F',
    '0X1f',
    '0b11',
    '0B11',
    '0b-11',
    '-0b11',
  ],
  ...[
    '1_000',
    '1e3',
    '1E3',
    '+1',
    '-0',
    '.5',
    '5.',
    '+.5',
    '-.5',
    '.5_0',
    '12:30',
    '2020-01-01',
    '2020-01-01T00:00:00Z',
    '1e400',
    '08',
    '09.5',
    '0_1',
    '_1',
    '1_',
  ],
  ...[
    '-010',
    '-0o10',
    '-0x1F',
    '0x',
    '1__0',
    '1_0.5',
    '0x1_F',
    '+0x1F',
    '+010',
    '123456789.123',
    '1e21',
    '1e-7',
    '00',
    '0.0',
    '0e',
    '.',
    '..',
    '0o8',
    '0b2',
    '1.5.2',
    '+',
    '1e',
    '1e+',
  ],
  ...[
    '!!str 1',
    '!!int "1"',
    '!!float 1',
    '!!bool yes',
    '!!binary aGk=',
    '!!null ""',
    '!foo bar',
    '! 1',
    '! yes',
    '!!str ~',
    '!!str',
    '!!timestamp 2020-01-01',
    '"a"',
    "'1'",
  ],
  ...[
    '{1: 2}',
    '{on: 1}',
    '{1.5: 1}',
    '{1e3: 1}',
    '{0x10: 1}',
    '{1234567.5: 1}',
    '{"<<": {a: 1}}',
    '{!!merge <<: {a: 1}}',
    '{<<: {a: 1}, b: 2}',
    '{<<: [{a: 1}, {a: 2, b: 3}], b: 2}',
  ],
  ...[
    '{<<: {b: 1}, <<: {c: 1}}',
    '{a: &x {b: 1}, c: {<<: *x, d: 2}}',
    '{a: &x 1, b: *x, c: &x 2, d: *x}',
    '!!set {a, b}',
    '[a, b: c]',
    '{? a : 1}',
    '{a, b: }',
    '|\n  a\n   b\n\n',
    '>-\n  a\n  b\n\n  c',
  ],
];
const REFUSED = [
  ...[
    '.inf',
    '.nan',
    '!!int 1.5',
    '!!int yes',
    '!!bool 1',
    '!!null foo',
    '!!timestamp foo',
    '!!binary "*"',
    '{null: 1}',
    '{? [a] : 1}',
    '*x',
    '&a [*a]',
    '{<<: 1}',
    '- - a',
    '[a, , b]',
  ],
  ...['"a\\/b"', '"\\ud83d\\ude00"', '"\\q"', '%foo', '@a', 'a\x07', '"a', '{a: 1'],
];

const whereInstalled = KUBECTL_INSTALLED ? test : test.skip;

whereInstalled('plain scalars, tags, keys and merges mean what kubectl reads', () => {
  const manifest = manifestWith(
    PLAIN.map((text, index) => `\n  k${index}: ${text.replaceAll('\n', '\n  ')}`).join(''),
  );
  const expected = readWithKubectl(manifest);
  expect(expected).toBeDefined();
  // JSON knows no -0.
  expect(JSON.parse(JSON.stringify(readYaml(manifest, 'x', { reader: KUBECTL })))).toMatchObject({
    spec: expected?.spec,
  });
});

whereInstalled('what kubectl refuses is refused', () => {
  const accepted = REFUSED.filter((text) => readWithKubectl(manifestWith(text)) !== undefined);
  expect(accepted).toEqual([]);
  for (const text of REFUSED) {
    expect(caught(() => readYaml(manifestWith(text), 'x', { reader: KUBECTL })).code).toBe('yaml-unreadable');
  }
});

whereInstalled('kubectl reads back every hostile text, as key and as value', () => {
  const spec = {
    list: HOSTILE_STRINGS,
    map: Object.fromEntries(HOSTILE_STRINGS.filter((text) => text !== '<<').map((text) => [text, text])),
  };
  const manifest = emitYaml({
    apiVersion: 'example.org/v1',
    kind: 'Example',
    metadata: { name: 'example' },
    spec,
  });
  expect(readWithKubectl(manifest)?.spec).toEqual(spec);
});

whereInstalled('kubectl reads back numbers', () => {
  const spec = [0, 1.5, 1e21, 1.5e300, 1e-7, 5e-324, -12, 2 ** 53 - 1];
  expect(readWithKubectl(manifestWith(`\n  ${emitYaml(spec).replaceAll('\n', '\n  ')}`))?.spec).toEqual(spec);
});
