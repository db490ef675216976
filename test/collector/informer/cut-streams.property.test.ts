import fc from 'fast-check';
import { ReadFailure } from '../../../collector/informer/connection/read-failure';
import { ItemScanner } from '../../../collector/informer/read/item-scanner';
import { LineSplitter } from '../../../collector/informer/read/line-splitter';

/** Bytes in pieces of any size. */
function pieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((one, other) => one - other);
  return [0, ...places].map((start, index) => bytes.subarray(start, places[index] ?? bytes.length));
}

const cuts = fc.array(fc.nat(10_000), { maxLength: 12 });

function scan(text: string, at: readonly number[]): { items: unknown[]; envelope: unknown } {
  const items: unknown[] = [];
  const scanner = new ItemScanner((item) => items.push(JSON.parse(item.toString())));
  for (const piece of pieces(Buffer.from(text), at)) scanner.feed(piece);
  return { items, envelope: scanner.end() };
}

describe('a list that is cut into its items', () => {
  const list = fc.record({
    items: fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 5 }),
    metadata: fc.dictionary(
      fc.constantFrom('items', 'continue', 'resourceVersion', '"items":[', '\\'),
      fc.jsonValue(),
    ),
    before: fc.jsonValue(),
    after: fc.jsonValue(),
    space: fc.constantFrom(0, 2),
  });

  it('gives what JSON.parse gives, however it comes and whatever stands in it', () => {
    fc.assert(
      fc.property(list, cuts, ({ items, metadata, before, after, space }, at) => {
        const whole = { before, kind: 'items', metadata, items, after };
        const found = scan(JSON.stringify(whole, undefined, space), at);
        const same = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
        expect(found.items).toEqual(same(items));
        expect(found.envelope).toEqual(same({ ...whole, items: [] }));
      }),
    );
  });

  it('is refused where it was cut anywhere', () => {
    const whole = JSON.stringify({
      kind: 'L',
      items: [{ a: '}' }, { b: [1] }],
      metadata: { resourceVersion: '1' },
    });
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => scan(whole.slice(0, length), [length / 2])).toThrow(ReadFailure);
    }
  });

  it.each(['{"items":null,"metadata":{}}', '{"metadata":{}}', '{"items":[]}', '{"items":{"items":[{}]}}'])(
    '%s has no items',
    (text) => {
      expect(scan(text, [3])).toEqual({ items: [], envelope: JSON.parse(text) as unknown });
    },
  );

  it('is refused where one item would fill the memory', () => {
    const scanner = new ItemScanner(() => undefined);
    scanner.feed(Buffer.from('{"items":[{"a":"'));
    const piece = Buffer.alloc(2 ** 20, 'x');
    expect(() => {
      for (let count = 0; count < 10; count += 1) scanner.feed(piece);
    }).toThrow('larger than');
  });
});

describe('a stream that is cut into lines', () => {
  it('gives the lines that were written, however they come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1 }).map((text) => JSON.stringify(text))),
        cuts,
        (lines, at) => {
          const found: string[] = [];
          const splitter = new LineSplitter((line) => found.push(line.toString()));
          for (const piece of pieces(Buffer.from(lines.map((line) => `${line}\n`).join('')), at)) {
            splitter.feed(piece);
          }
          splitter.end();
          expect(found).toEqual(lines);
        },
      ),
    );
  });

  it('is broken where it ends within a line, or where a line has no end', () => {
    const splitter = new LineSplitter(() => undefined);
    splitter.feed(Buffer.from('{"type":'));
    expect(() => {
      splitter.end();
    }).toThrow('within a line');
    expect(() => {
      for (let count = 0; count < 10; count += 1) splitter.feed(Buffer.alloc(2 ** 20, 'x'));
    }).toThrow('longer than');
  });
});
