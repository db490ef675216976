import fc from 'fast-check';
import { decodeFields } from '../../../collector/server/go-json/decode-fields';
import { decodeUtf8 } from '../../../collector/server/go-json/decode-utf8';
import { cpuTime } from '../../cpu-time';
import { runs, seed } from '../../runs';

const NAMES = ['cluster', 'claimRef', 'statusMessage'];

describe('reports as Go reads them', () => {
  it('say what JavaScript reads, where both agree', () => {
    const report = fc.record({
      cluster: fc.string(),
      claimRef: fc.string({ unit: 'binary' }),
      statusMessage: fc.string({ unit: 'grapheme' }),
      others: fc.dictionary(
        fc
          .string()
          .filter(
            (key) => !NAMES.some((name) => name.toLowerCase() === key.toLowerCase().replaceAll('ſ', 's')),
          ),
        fc.jsonValue(),
      ),
      order: fc.nat(),
      indent: fc.constantFrom(0, 1, '\t'),
      behind: fc.constantFrom('', ' ', '\n{}', 'x', ']'),
    });
    fc.assert(
      fc.property(report, ({ others, order, indent, behind, ...fields }) => {
        const entries = [...Object.entries(fields), ...Object.entries(others)];
        const turned = [
          ...entries.slice(order % entries.length),
          ...entries.slice(0, order % entries.length),
        ];
        const text = JSON.stringify(Object.fromEntries(turned), null, indent) + behind;
        const read = decodeFields(text);
        const wellFormed = Object.entries(fields).map(([name, value]) => [
          name,
          Buffer.from(value).toString(),
        ]);
        expect(read).toMatchObject(Object.fromEntries(wellFormed) as object);
        const found = [...(read?.others ?? [])].map(([name, raw]) => [name, JSON.parse(raw) as unknown]);
        const values = JSON.parse(JSON.stringify(others)) as object;
        expect(new Map(found as never)).toEqual(
          new Map(Object.entries(values).map(([name, value]) => [Buffer.from(name).toString(), value])),
        );
      }),
      { numRuns: runs(90, 10_000), seed: seed() },
    );
  });

  it('are refused exactly where JSON is broken, whatever is done to the text', () => {
    const good =
      '{"cluster":"a","n":[1,-2.5e3,{"x":null,"y":"\\u00e9\\n"}],"claimRef":"c","statusMessage":"m","t":true}';
    const damage = fc.record({
      at: fc.nat(good.length),
      cut: fc.nat(3),
      put: fc.constantFrom(
        '',
        '"',
        '\\',
        ',',
        ':',
        '{',
        '}',
        '[',
        ']',
        '0',
        '-',
        'e',
        '.',
        'n',
        '\u0000',
        '\n',
        ' ',
        '/',
        'é',
      ),
    });
    fc.assert(
      fc.property(fc.array(damage, { maxLength: 3 }), (damages) => {
        let text = good;
        for (const { at, cut, put } of damages) text = text.slice(0, at) + put + text.slice(at + cut);
        let value: unknown;
        try {
          value = JSON.parse(text);
        } catch {
          return;
        }
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
        const isRight = NAMES.every((name) =>
          ['string', 'undefined'].includes(typeof (value as never)[name]),
        );
        if (isObject && isRight) expect(decodeFields(text)).toBeDefined();
        if (!isObject && value !== null) expect(decodeFields(text)).toBeUndefined();
      }),
      { numRuns: runs(300, 100_000), seed: seed() },
    );
  });

  it('never throw, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.boolean(), (bytes, asObject) => {
        const text = decodeUtf8(Buffer.from(bytes));
        decodeFields(asObject ? `{"a":${text}` : text);
        expect(Buffer.from(text).toString()).toBe(text);
      }),
      { numRuns: runs(300, 100_000), seed: seed() },
    );
  });

  it.each<[string, (size: number) => string]>([
    ['quotes', (size) => '"'.repeat(size)],
    ['backslashes', (size) => `{"${'\\\\'.repeat(size)}`],
    ['open lists', (size) => `{"a":${'['.repeat(size)}`],
    ['open objects', (size) => `{"a":${'{"a":'.repeat(size)}`],
    ['digits', (size) => `{"a":${'1'.repeat(size)}x`],
    ['exponents', (size) => `{"a":1${'e+1'.repeat(size)}`],
    ['blanks', (size) => `{${' '.repeat(size)}`],
    ['fields', (size) => `{${'"a":1,'.repeat(size)}`],
    ['a long text', (size) => `{"cluster":"${'é'.repeat(size)}`],
  ])('take linear time for %s', (_what, textOf) => {
    const time = (size: number): number => {
      const text = textOf(size);
      return cpuTime(() => decodeFields(text));
    };
    time(1_000);
    expect(time(1_000_000)).toBeLessThan(2_000);
  });
});
