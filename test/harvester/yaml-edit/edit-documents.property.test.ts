import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../core/claim-model';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { readYaml } from '../../../core/yaml/read-yaml';
import { sameValue } from '../../../core/yaml/same-value';
import { editDocuments } from '../../../harvester/yaml-edit/edit-documents';
import { AWKWARD_BLOCKS } from '../../core/yaml/awkward-notations';
import { AWKWARD_VALUES } from '../../core/yaml/awkward-values';
import { runs, seed } from '../../runs';
import { handwriting, written } from '../../synth/adopt/odd-yaml';

const HEAD =
  '# ask first\napiVersion: example.org/v1\nkind: Example\nmetadata:\n    name: x # its name\nspec:\n';
const OPTIONS = { manifest: true };

function read(text: string): JsonObject | undefined {
  try {
    return readYaml(text, 'x.yaml', OPTIONS) as JsonObject;
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return undefined;
    throw error;
  }
}

/** Fields `k0`, `k1`, … in every notation that is read at all. */
const VALUES: readonly string[] = AWKWARD_VALUES.filter(
  (value) => read(`${HEAD}  k: ${value}\n`) !== undefined,
);
const BLOCKS: readonly string[] = AWKWARD_BLOCKS.filter(
  (block) =>
    /^v:/.test(block) &&
    // One field, and no comment behind it.
    !/\n(?:[a-z"]|[^\n]*#[^\n]*$)/.test(block) &&
    read(`${HEAD}${block.replace(/^(?=[^\n])/gm, '  ')}\n`) !== undefined,
);

const field = fc.oneof(
  fc
    .tuple(fc.constantFrom(...VALUES), fc.constantFrom('', ' # note', '   # aligned'))
    .map(([value, comment]) => `K: ${value}${/^(?:>-|\|)/.test(value) ? '' : comment}`),
  fc.constantFrom(...BLOCKS).map((block) => `K:${block.slice(2)}`),
  fc.constantFrom(
    'K:\n  - a: 1 # one\n    b: 2\n  # of c\n  - c',
    'K: {a: 1, b: [x, y],\n  c: 3} # flow',
    'K: [a, # first\n  b,\n  c]',
    "K: 'it''s'",
    'K: {}',
    'K: []',
    'K:\n- 1\n- 2',
    'K:\n    deep:\n        er: |\n            text\n\n        z: >-\n            folded\n            text',
  ),
);
const scalar = fc.constantFrom<JsonValue>(
  'new',
  'NO',
  'on',
  '0644',
  '1e3',
  '2026-01-02',
  '',
  ' x',
  'a\nb\n',
  '\n',
  'a: b',
  '#',
  5,
  1.5,
  9007199254740993n,
  true,
  null,
  '~',
  'x'.repeat(200),
  'it\'s "q"',
  '- a',
  '{',
  'a, b]',
  '\u{1f680}',
  '"',
  '%a',
  '@a',
  '\t',
);
const value = fc.oneof(
  { weight: 3, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('a', 'b', 'y', '5', 'c d'), scalar, { maxKeys: 3 }) },
  {
    weight: 1,
    arbitrary: fc.constant<JsonValue>([
      { name: 'a', v: [1, { x: [] }] },
      { name: 'b', v: {} },
    ]),
  },
);

interface Case {
  readonly text: string;
  /** Offsets of the lines of the field that is edited. */
  readonly start: number;
  readonly end: number;
  readonly key: string;
}

function caseOf(fields: readonly string[], target: number, eol: string, finalNewline: boolean): Case {
  let text = HEAD;
  let start = 0;
  let end = 0;
  for (const [index, lines] of fields.entries()) {
    if (index === target) start = text.length;
    const body = lines
      .replace(/^K/, `k${index}`)
      .replaceAll('&x', `&x${index}`)
      .replaceAll('*x', `*x${index}`)
      .replaceAll('&a', `&a${index}`)
      .replaceAll('*a', `*a${index}`);
    text += `${body.replace(/^(?=[^\n])/gm, '  ')}\n`;
    if (index === target) end = text.length;
    text += index % 2 === 0 ? `  # of k${index + 1}\n` : '\n';
  }
  text += 'status: null # end\n';
  const cut = (offset: number): number =>
    offset + (eol === '\n' ? 0 : (text.slice(0, offset).match(/\n/g)?.length ?? 0));
  const whole = text.replaceAll('\n', eol);
  return {
    text: finalNewline ? whole : whole.slice(0, -eol.length),
    start: cut(start),
    end: cut(end),
    key: `k${target}`,
  };
}

function withSpec(value: JsonObject, spec: JsonObject): JsonObject {
  return { ...value, spec };
}

const cases = fc
  .record({
    fields: fc.array(field, { minLength: 1, maxLength: 5 }),
    at: fc.nat(),
    eol: fc.constantFrom('\n', '\n', '\r\n'),
    finalNewline: fc.boolean(),
  })
  .map(({ fields, at, eol, finalNewline }) => caseOf(fields, at % fields.length, eol, finalNewline))
  .filter(({ text }) => read(text) !== undefined);

function edited(text: string, after: JsonObject, options = OPTIONS): string {
  const result = editDocuments(text, [after], options);
  if ('problem' in result) throw new Error(`${result.problem}: ${JSON.stringify(text)}`);
  return result.text;
}

test('a field that gets another value changes its own lines and no other, whatever notation it and the rest have', () => {
  fc.assert(
    fc.property(cases, value, ({ text, start, end, key }, wanted) => {
      const before = read(text) as JsonObject;
      const after = withSpec(before, { ...(before['spec'] as JsonObject), [key]: wanted });
      const result = edited(text, after);
      expect(result.slice(0, start)).toBe(text.slice(0, start));
      expect(result.endsWith(text.slice(end))).toBe(true);
      expect(sameValue(read(result), after)).toBe(true);
    }),
    { numRuns: runs(90, 60_000), seed: seed() },
  );
});

test('a field that goes takes its own lines, and the comment above it, and no other', () => {
  fc.assert(
    fc.property(cases, ({ text, start, end, key }) => {
      const before = read(text) as JsonObject;
      const { [key]: _, ...spec } = before['spec'] as JsonObject;
      fc.pre(Object.keys(spec).length > 0);
      const after = withSpec(before, spec);
      const result = edited(text, after);
      const above = text.slice(0, start).replace(/ {2}# of k\d\r?\n$/, '');
      expect(result).toBe(above + text.slice(end));
      expect(sameValue(read(result), after)).toBe(true);
    }),
    { numRuns: runs(30, 20_000), seed: seed() },
  );
});

test('a field that comes adds its own lines and changes no other', () => {
  fc.assert(
    fc.property(cases, value, ({ text, end, key }, wanted) => {
      const before = read(text) as JsonObject;
      const spec = Object.entries(before['spec'] as JsonObject).flatMap(([name, item]) =>
        name === key
          ? [
              [name, item],
              ['added', wanted],
            ]
          : [[name, item]],
      );
      const after = withSpec(before, Object.fromEntries(spec) as JsonObject);
      const result = edited(text, after);
      expect(result.slice(0, end)).toBe(text.slice(0, end));
      expect(result.endsWith(text.slice(end))).toBe(true);
      expect(sameValue(read(result), after)).toBe(true);
    }),
    { numRuns: runs(30, 20_000), seed: seed() },
  );
});

const leaf = fc.oneof(scalar, fc.constantFrom<JsonValue>('a', 'b', 1, 2));
const name = fc.constantFrom('name', 'a', 'b', 'c', 'y', 'on', '5', 'x y', 'metadata', 'annotations');
const { tree } = fc.letrec<{ tree: JsonValue; node: JsonValue }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(name, tie('node'), { maxKeys: 4 }),
  ),
  tree: fc.dictionary(fc.constantFrom('spec', 'list', 'a', 'on'), tie('node'), { minKeys: 1, maxKeys: 4 }),
}));

function plain(text: string): JsonObject | undefined {
  try {
    return readYaml(text, 'x.yaml') as JsonObject;
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return undefined;
    throw error;
  }
}

/** A value with random changes somewhere inside. */
function mutated(value: JsonValue, picks: Iterator<number>, fresh: readonly JsonValue[]): JsonValue {
  const pick = (below: number): number => (picks.next().value as number) % below;
  if (Array.isArray(value)) {
    const items = (value as JsonValue[]).flatMap((item) => {
      const dice = pick(10);
      if (dice === 0) return [];
      if (dice === 1) return [item, fresh[pick(fresh.length)] as JsonValue];
      return [dice < 5 ? mutated(item, picks, fresh) : item];
    });
    return pick(6) === 0 ? [fresh[pick(fresh.length)] as JsonValue, ...items] : items;
  }
  if (typeof value !== 'object' || value === null) return fresh[pick(fresh.length)] as JsonValue;
  const pairs = Object.entries(value as JsonObject).flatMap(([key, item]): [string, JsonValue][] => {
    const dice = pick(10);
    if (dice === 0) return [];
    return [[key, dice < 6 ? mutated(item, picks, fresh) : item]];
  });
  if (pick(4) === 0) pairs.push([`added ${pick(3)}`, fresh[pick(fresh.length)] as JsonValue]);
  return Object.fromEntries(pairs);
}

test('whatever changes somewhere inside of a file in any handwriting, the result says it, without writing the file anew', () => {
  fc.assert(
    fc.property(
      tree,
      handwriting,
      fc.array(fc.nat(1000), { minLength: 5, maxLength: 40 }),
      fc.array(fc.oneof(leaf, fc.constant<JsonValue>({ name: 'a', x: [1] }), fc.constant<JsonValue>([])), {
        minLength: 1,
        maxLength: 4,
      }),
      (value, style, numbers, fresh) => {
        const text = written({ kind: 'X', ...(value as JsonObject) }, style);
        const before = plain(text);
        fc.pre(before !== undefined);
        const picks = (function* (): Generator<number> {
          for (;;) yield* numbers;
        })();
        const after = { ...(mutated(before, picks, fresh) as JsonObject), kind: 'X' };
        const result = edited(text, after, { manifest: false });
        expect(sameValue(readYaml(result, 'x.yaml'), after)).toBe(true);
      },
    ),
    { numRuns: runs(45, 40_000), seed: seed() },
  );
});
