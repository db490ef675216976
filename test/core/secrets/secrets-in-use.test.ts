import fc from 'fast-check';
import { unescapedView } from '../../../core/secrets/unescaped-view';
import {
  findSecretsInUse,
  holdSecrets,
  holdsTellingSecret,
  MASK,
  maskSecretsInUse,
  type SecretHold,
} from '../../../core/secrets/secrets-in-use';
import { redactText } from '../../../core/secrets/redact-text';
import { isSecretShaped } from '../../../core/secrets/secret-shapes';
import { anyCharacter } from '../../any-character';
import { cpuTime } from '../../cpu-time';
import { runs, seed } from '../../runs';

const SECRET = 'hunter2/Pä@ss';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

test('a text that was shown is hidden once a secret in it is held, and shown again afterwards', () => {
  const text = 'region hunter3xyz of the cluster';
  expect(redactText(text)).toBe(text);
  const later = holdSecrets();
  later.hold('hunter3xyz');
  expect(redactText(text)).toBe('region •••• of the cluster');
  later.release();
  expect(redactText(text)).toBe(text);
});

describe('secrets in use', () => {
  let secrets: SecretHold;
  beforeEach(() => {
    secrets = holdSecrets();
    secrets.hold(SECRET);
  });
  afterEach(() => {
    secrets.release();
  });

  test.each([
    ['as they are', SECRET],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['percent-encoded in lower case', encodeURIComponent(SECRET).toLowerCase().replace('p%c3', 'P%c3')],
    ['percent-encoded in part', 'hunter2%2FPä@ss'],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(SECRET))],
    ['in base64', base64(SECRET)],
    ['in base64 behind one character', base64(`x${SECRET}`)],
    ['in base64 behind two characters', base64(`xy${SECRET}`)],
    ['in base64 with what follows', base64(`bot:${SECRET} and more`)],
    ['in base64url', Buffer.from(`bot:${SECRET}`).toString('base64url')],
    ['in base64 in an address', encodeURIComponent(base64(`bot:${SECRET}`))],
    ['in base64 of its encoded form', base64(`bot:${encodeURIComponent(SECRET)}`)],
    ['in JSON', JSON.stringify(SECRET)],
    ['in JSON in ASCII', '"hunter2\\/P\\u00e4@ss"'],
    ['in HTML', 'hunter2&#47;P&#xe4;&#64;ss'],
    ['as Git quotes paths', '"hunter2/P\\303\\244@ss"'],
    ['as Latin-1 that was read from UTF-8', Buffer.from(SECRET).toString('latin1')],
    ['decomposed', SECRET.normalize('NFD')],
    ['in hexadecimal', Buffer.from(SECRET).toString('hex')],
  ])('are masked %s', (_, form) => {
    const shown = maskSecretsInUse(`before ${form} after`);
    expect(shown).toMatch(/^before "?••••"? after$/);
    expect(redactText(`before ${form} after`)).not.toContain(form);
    expect(isSecretShaped(`before ${form} after`)).toBe(true);
  });

  test('are forgotten when the last run that holds them ends', () => {
    const other = holdSecrets();
    other.hold(SECRET, SECRET);
    secrets.release();
    expect(maskSecretsInUse(SECRET)).toBe(MASK);
    other.release();
    expect(maskSecretsInUse(SECRET)).toBe(SECRET);
  });

  test('of fewer than four characters are not held, and a word of people refuses nothing', () => {
    secrets.hold('abc', '', undefined, 'harvester');
    expect(maskSecretsInUse('abc harvester')).toBe('abc ••••');
    expect(holdsTellingSecret('acme/harvester')).toBe(false);
    expect(holdsTellingSecret(`acme/${SECRET}`)).toBe(true);
  });

  test.each([
    ['9aaa\\aaaq7Z', '9aaa\\%61%61%61%71%37%5a'],
    ['9aaa\\baaq7Z', '9aaa\\b%61%61%71%37%5a'],
    ['9aaa&amp;q7Zx', '9aaa&amp%3bq7Zx'],
    ['p%40ss\\word9', 'p%2540ss\\\\word9'],
  ])('that have escapes themselves are masked where a part of them is encoded: %s', (secret, form) => {
    secrets.hold(secret);
    expect(maskSecretsInUse(`before ${form} after`)).toBe(`before ${MASK} after`);
  });

  test('a half of a character never stands before or behind a mask', () => {
    expect(maskSecretsInUse(`😀${SECRET}😀`)).toBe(`😀${MASK}😀`);
  });

  test('text without them comes back as it is, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        expect(maskSecretsInUse(text)).toBe(text);
      }),
      { numRuns: runs(60, 2000), seed: seed() },
    );
  });

  test('are found in time that is linear in the text, however it is made', () => {
    secrets.hold(
      'aaaaaaaaaaaaaaaaaaaaaaab',
      '%%%%%%%%%%%%',
      '\\\\\\\\\\',
      '&&&&&&&&&&',
      '%25%25%25%25x',
      base64('QUFBQUFBQUE'),
    );
    const units = [
      'a',
      '%',
      '%25',
      '\\',
      '\\u00',
      '&',
      '&#',
      '&#x41;',
      'QUFB',
      SECRET,
      base64(SECRET),
      '\\303',
      'aaaaaaab%',
    ];
    const longest = units.map((unit) => unit.repeat(200_000 / unit.length));
    findSecretsInUse(longest.join(' ').slice(0, 10_000));
    for (const text of longest) {
      const short = text.slice(0, text.length / 8);
      const least = Math.min(...[0, 1, 2].map(() => cpuTime(() => findSecretsInUse(short))));
      const most = Math.min(...[0, 1].map(() => cpuTime(() => findSecretsInUse(text))));
      // Eight times the text; a quadratic search would take 64 times as long.
      expect(most).toBeLessThan(24 * Math.max(least, 4));
    }
  });
});

test('a view of a text says where each of its characters stood', () => {
  const units = fc.constantFrom(
    'a',
    'ä',
    '%',
    '%2',
    '%41',
    '%c3%a4',
    '%E4',
    '\\',
    '\\n',
    '\\u0041',
    '\\303\\244',
    '&',
    '&amp;',
    '&#65;',
    ';',
    '😀',
  );
  fc.assert(
    fc.property(fc.array(units, { maxLength: 20 }), (parts) => {
      const text = parts.join('');
      const view = unescapedView(text);
      if (view === undefined) return;
      expect(view.starts).toHaveLength(view.text.length + 1);
      expect(view.starts.at(-1)).toBe(text.length);
      for (let index = 0; index < view.text.length; index += 1) {
        const start = view.starts[index] ?? 0;
        expect(start).toBeLessThanOrEqual(view.starts[index + 1] ?? 0);
        if (!'%\\&'.includes(text.charAt(start))) expect(view.text[index]).toBe(text[start]);
      }
    }),
    { numRuns: runs(90, 3000), seed: seed() },
  );
});
