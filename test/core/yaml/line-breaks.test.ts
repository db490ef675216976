import { load } from 'js-yaml';
import { readYaml } from '../../../core/yaml/read-yaml';
import { formatLedger, parseLedger } from '../../../harvester/ledger';
import { readStringList } from '../../../harvester/string-list';
import { caught } from '../../caught';
import { CONTROLS, FOREIGN_BREAKS } from './foreign-text';
import { YAML_READERS } from './yaml-readers';

const PLACES: Readonly<Record<string, string>> = {
  'in a comment above a field': 'x: 1\n# note{}deletionPolicy: Delete\n',
  'in a comment beside a field': 'x: 1 # note{}deletionPolicy: Delete\n',
  'between two fields': 'x: 1{}y: 2\n',
  'in plain text': 'x: a{}  b\n',
  'in single quotes': "x: 'a{}b'\n",
  'in double quotes': 'x: "a{}b"\n',
  'in a block': 'x: |\n  a{}  b\n',
  'in a folded block': 'x: >\n  a{}  b\n',
  'in a key': '"a{}b": 1\n',
  'in a flow list': 'x: [a, {}b]\n',
  'at the end': 'x: 1\n{}',
};
const IN_QUOTES = new Set(['in single quotes', 'in double quotes']);

describe.each(Object.entries(YAML_READERS))('%s', (_, { file, head, complaint }) => {
  const line = head.split('\n').length;

  it.each(Object.entries(PLACES))(
    'is refused with its line for a break of kustomize’s own %s',
    (place, text) => {
      for (const [name, character] of Object.entries(FOREIGN_BREAKS)) {
        const isText = IN_QUOTES.has(place) && (name === 'LS' || name === 'PS');
        const found = complaint(head + text.replace('{}', character));
        if (isText) expect(found).toBeUndefined();
        else {
          expect(found).toMatch(new RegExp(`^${file}:(${line}|${line + 1}): the character U\\+[0-9A-F]{4} `));
          expect(found).toContain('ends a line');
        }
      }
    },
  );

  it('is refused with its line for control characters and byte order marks inside', () => {
    for (const text of Object.values(PLACES)) {
      for (const character of [...CONTROLS, '\ufeff']) {
        expect(complaint(head + text.replace('{}', character))).toMatch(
          new RegExp(`^${file}:(${line}|${line + 1}): the character U\\+[0-9A-F]{4} is not allowed`),
        );
      }
    }
  });

  it('is read with a byte order mark at the start, Windows line ends, and characters that everybody reads', () => {
    for (const text of [head, head.replaceAll('\n', '\r\n'), `${head}# \u{1f680} \xa0 \u200b ü\tx\n`]) {
      expect(complaint(text)).toBeUndefined();
      expect(complaint(`\ufeff${text}`)).toBeUndefined();
    }
  });
});

test.each(Object.entries({ ...FOREIGN_BREAKS, NUL: '\0', ESC: '\x1b' }))(
  'a ledger is refused with its line for %s',
  (_, character) => {
    const line = { objectId: 'a'.repeat(40), path: 'claims/infra/a/x.yaml', construct: 'infra/a' };
    for (const text of [
      formatLedger([line]).replace('a/x', `a${character}x`),
      formatLedger([line]).replace('infra/a\n', `infra/a${character}${'b'.repeat(40)}\tp\tc\n`),
    ]) {
      const error = caught(() => parseLedger(text, 'claims/.claims/p/infra.ledger'));
      expect(error.code).toBe('ledger-unreadable');
      expect(error.message).toMatch(/^claims\/\.claims\/p\/infra\.ledger:2: the character U\+/);
    }
  },
);

test('separators in quotes are text as to kustomize, where no reader folds blanks around them', () => {
  for (const separator of ['\u2028', '\u2029']) {
    const text = `a: "x${separator}y" # c\nb: ['${separator}z', {c: "${separator}"}]\n`;
    expect(readYaml(text, 'x')).toEqual({
      a: `x${separator}y`,
      b: [`${separator}z`, { c: separator }],
    });
    expect(readYaml(text, 'x')).toEqual(load(text));
    expect(readStringList(`resources:\n- 'a${separator}b'\n`, ['resources'], 'x')).toEqual([
      { value: `a${separator}b`, line: 2 },
    ]);
    for (const folded of [
      `a: "x ${separator}y"\n`,
      `a: 'x${separator} y'\n`,
      `a: "x\\${separator}y"\n`,
      `a: "x${separator}\n  y"\n`,
      `a: "x${separator}${separator}y"\n`,
      `'x${separator}y': 1\n`,
      `{"x${separator}y" : 1}\n`,
      `a: "x${separator}y" # c${separator}b: 2\n`,
      `a: |\n  "x${separator}y"\n`,
    ]) {
      expect(caught(() => readYaml(folded, 'x')).message).toContain(' the character U+202');
    }
  }
});
