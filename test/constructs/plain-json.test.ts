import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { formatFieldPath, frozenCopy, PlainJson } from '../../constructs/plain-json';
import { runs, seed } from '../runs';

function read(value: unknown): { value: unknown; problems: Record<string, string>; hints: string[] } {
  const reader = new PlainJson((token) => token, false, true);
  const copied = frozenCopy(value) ?? reader.copy(value, 'spec');
  return {
    value: copied,
    problems: Object.fromEntries(reader.problems.map((problem) => [problem.field, problem.found])),
    hints: reader.problems.map((problem) => problem.hint),
  };
}

describe('plain JSON', () => {
  it('copies and freezes what is JSON, in the same order', () => {
    const value = { b: [1, 'x', { y: null }], a: { c: true, d: undefined }, e: -0, f: 1.5e300 };
    const { value: copied, problems } = read(value);
    expect(problems).toEqual({});
    expect(copied).toEqual({ b: [1, 'x', { y: null }], a: { c: true }, e: 0, f: 1.5e300 });
    expect(Object.keys(copied as object)).toEqual(['b', 'a', 'e', 'f']);
    expect(Object.isFrozen((copied as typeof value).b[2])).toBe(true);
    expect(Object.isFrozen(value.b)).toBe(false);
  });

  it('names everything that is not JSON with its path', () => {
    class Size {
      readonly bytes = 1;
    }
    const cyclic: Record<string, unknown> = { name: 'x' };
    cyclic['self'] = { back: cyclic };
    const { problems } = read({
      until: new Date(0),
      call: () => 1,
      sign: Symbol('x'),
      nan: NaN,
      many: [1, Infinity, [undefined]],
      map: new Map(),
      set: new Set(),
      size: new Size(),
      later: Promise.resolve(),
      bytes: Buffer.from('x'),
      'odd key': { pattern: /x/ },
      cyclic,
      text: '\ud800',
      wide: 2 ** 60,
    });
    expect(problems).toEqual({
      'spec.until': 'a Date',
      'spec.call': 'a function',
      'spec.sign': 'a symbol',
      'spec.nan': 'NaN',
      'spec.many[1]': 'Infinity',
      'spec.many[2][0]': 'undefined in a list',
      'spec.map': 'a Map',
      'spec.set': 'a Set',
      'spec.size': 'an instance of Size',
      'spec.later': 'a Promise',
      'spec.bytes': 'binary data',
      'spec["odd key"].pattern': 'an instance of RegExp',
      'spec.cyclic.self.back': 'an object that contains itself',
      'spec.text': 'a string with half of a surrogate pair',
      'spec.wide': '1152921504606847000, an integer beyond 2^53 that may have lost digits',
    });
  });

  it('takes models of other packages for what they say they are', () => {
    class Model {
      private readonly secret: number = 1;
      constructor(private readonly fields: unknown) {}
      toJSON(): unknown {
        return this.secret === 1 ? this.fields : undefined;
      }
    }
    const { value, problems } = read({ a: new Model({ b: [new Model({ c: 1 })], d: undefined }) });
    expect(problems).toEqual({});
    expect(value).toEqual({ a: { b: [{ c: 1 }] } });
    expect(read({ a: new Model('text'), b: new URL('http://x') }).problems).toEqual({
      'spec.a': 'an instance of Model',
      'spec.b': 'an instance of URL',
    });
  });

  it('says how to fix it', () => {
    expect(read(new Date(0)).hints).toEqual([
      "write a string: date.toISOString() gives '1970-01-01T00:00:00.000Z'",
    ]);
    expect(read(2 ** 60).hints).toEqual(['write it as a bigint: 1152921504606846976n']);
  });

  it('keeps bigints beyond the exact integers, and only those', () => {
    expect(read({ small: 7n, large: 2n ** 60n }).value).toEqual({ small: 7, large: 2n ** 60n });
  });

  it('takes the same object twice, plain objects of another realm, and the key __proto__', () => {
    const shared = { x: 1 };
    expect(read([shared, shared])).toMatchObject({ value: [{ x: 1 }, { x: 1 }], problems: {} });
    expect(read(runInNewContext('({ a: [1] })'))).toMatchObject({ value: { a: [1] }, problems: {} });
    const copied = read(JSON.parse('{"__proto__": {"x": 1}}')).value as object;
    expect(JSON.stringify(copied)).toBe('{"__proto__":{"x":1}}');
    expect(Object.getPrototypeOf(copied)).toBe(Object.prototype);
  });

  it('stops at absurd depth', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 300; level++) deep = [deep];
    expect(Object.values(read(deep).problems)).toEqual(['nested deeper than 200 levels']);
  });

  it('gives any JSON back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const { value: copied, problems } = read(value);
        if (Object.keys(problems).length === 0) expect(JSON.stringify(copied)).toBe(JSON.stringify(value));
        else expect(JSON.stringify(problems)).toMatch(/surrogate|2\^53/);
      }),
      { numRuns: runs(250, 5000), seed: seed() },
    );
  });

  it('writes paths that can be read', () => {
    expect(formatFieldPath(['spec', 'a-b', 0, 'c.d/e', 'f'])).toBe('spec.a-b[0]["c.d/e"].f');
  });
});
