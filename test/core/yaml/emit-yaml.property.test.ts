import fc from 'fast-check';
import { load } from 'js-yaml';
import { parse } from 'yaml';
import { emitYaml } from '../../../core/yaml/emit-yaml';
import { readYaml } from '../../../core/yaml/read-yaml';
import { sameValue } from '../../../core/yaml/same-value';
import { anyCharacter } from '../../any-character';
import { runs, seed } from '../../runs';
import { HOSTILE_STRINGS } from './hostile-strings';

const FRAGMENTS = [
  'a',
  '0',
  '1',
  '9',
  '_',
  '.',
  '-',
  '+',
  'e',
  'E',
  'x',
  'o',
  'b',
  ':',
  ' ',
  '\n',
  '\t',
  '#',
  ',',
  '"',
  "'",
  '\\',
  '|',
  '>',
  '{',
  ']',
  '~',
  '=',
  '<',
  '\r',
  '\u2028',
  'é',
  '😀',
  'yes',
  '2020-01-01',
];
const text = fc.oneof(
  fc.constantFrom(...HOSTILE_STRINGS),
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: anyCharacter, maxLength: 12 }),
);
// No notation of `<<` reaches the cluster as a key, so it is never written.
const key = text.filter((name) => name !== '<<');
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.maxSafeInteger(),
);
const { value } = fc.letrec((tie) => ({
  leaf: fc.oneof(text, text, number, fc.boolean(), fc.constant(null)),
  value: fc.oneof({ maxDepth: 4, depthSize: 'small' }, tie('leaf'), tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
}));
const document = fc.dictionary(key, value, { minKeys: 1, maxKeys: 5 });

test('what is written reads back the same in YAML 1.1, 1.2, js-yaml and by the rules of go-yaml', () => {
  fc.assert(
    fc.property(document, (input) => {
      const yaml = emitYaml(input);
      // Whole numbers beyond 2^53 come back as bigint there.
      expect(sameValue(readYaml(yaml, 'x'), input)).toBe(true);
      expect(parse(yaml, { version: '1.1' })).toEqual(input);
      expect(parse(yaml, { version: '1.2' })).toEqual(input);
      expect(load(yaml)).toEqual(input);
    }),
    { numRuns: runs(300, 100_000), seed: seed() },
  );
});

test('integers of 64 bits read back exactly', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), (integer) => {
      const { read } = readYaml(emitYaml({ read: integer }), 'x') as { read: number | bigint };
      expect(BigInt(read)).toBe(integer);
    }),
    { numRuns: runs(60, 10_000), seed: seed() },
  );
});
