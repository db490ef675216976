import fc from 'fast-check';
import { hasForeignBytes } from '../../../core/yaml/foreign-bytes';
import { hasForeignCharacter } from '../../../core/yaml/foreign-character';
import { runs, seed } from '../../runs';

const CHARACTERS = [
  ...['a', ' ', '~', '\n', '\t', '\r\n', '\r', '\0', '\x0b', '\x1f', '\x7f', '\x80', '\x85', '\x9f'],
  ...[
    '\xa0',
    'ÿ',
    '\u2027',
    '\u2028',
    '\u2029',
    '\u202a',
    '\ufefe',
    '\ufeff',
    '\uff00',
    '\ufffd',
    '\ufffe',
    '\uffff',
    '🚀',
  ],
];

test('bytes have a foreign character where their text has one, wherever they begin', () => {
  const common = fc.array(fc.constantFrom('a', 'b ', ': x\n', 'größe', '~'), { maxLength: 20 });
  fc.assert(
    fc.property(
      common,
      fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 2 }),
      common,
      fc.nat(4),
      (...parts) => {
        const [before, odd, after, offset] = parts;
        const text = [...before, ...odd, ...after].join('');
        if (text.startsWith('\ufeff')) return;
        const bytes = Buffer.from(' '.repeat(offset) + text).subarray(offset);
        expect(hasForeignBytes(bytes)).toBe(hasForeignCharacter(text));
      },
    ),
    { numRuns: runs(2000), seed: seed() },
  );
});

test.each(CHARACTERS)('the bytes of %j are as foreign as the character', (character) => {
  for (const text of [
    `a${character}`,
    `a${character}b`,
    `abc${character}\n`,
    `a: bcdefg${character}hijklm`,
  ]) {
    expect(hasForeignBytes(Buffer.from(text))).toBe(hasForeignCharacter(text));
  }
});
