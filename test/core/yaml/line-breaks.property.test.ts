import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { readYaml } from '../../../core/yaml/read-yaml';
import { entriesOf } from '../../../harvester/registry/registry-layout';
import { scanRegular } from '../../../harvester/registry/visit-registry';
import { readWithLibrary } from '../../../harvester/registry/read-with-library';
import { editStringList, sameItem } from '../../../harvester/string-list';
import { libraryList } from '../../../harvester/text/library-list';
import { regularList } from '../../../harvester/text/regular-document';
import { runs, seed } from '../../runs';
import { kustomizationText } from '../../harvester/list-text';
import { registryText } from '../../harvester/registry/registry-text';
import { CONTROLS, FOREIGN_BREAKS } from './foreign-text';

const FILE = 'x.yaml';
const BREAKS = Object.values(FOREIGN_BREAKS);

/** Where a character is put in, as a share of the text. */
const insertion = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  put: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<string>(...BREAKS) },
    { weight: 1, arbitrary: fc.constantFrom<string>(...CONTROLS, '\ufeff', '\xa0', '\u{1f680}', '\r\n') },
  ),
});
const insertions = fc.array(insertion, { maxLength: 3 });

function withInsertions(text: string, list: readonly { at: number; put: string }[]): string {
  let result = text;
  for (const { at, put } of list) {
    const offset = Math.floor(at * (result.length + 1));
    result = result.slice(0, offset) + put + result.slice(offset);
  }
  return result;
}

/** Documents of text alone, so that readers of YAML 1.1 and 1.2 agree about everything but lines. */
const document: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      'k: word # note',
      'k: "in quotes: x" # note',
      "k: 'single # x'",
      'k: |\n  a block\n  of text # no note',
      'k: >-\n  folded\n  text',
      'k: plain\n  in two lines',
      'k: "quoted\n  in two lines"',
      '# a comment line',
      'k: [x, "y", z] # list',
      'k: {p: x, q: "y"}',
      'k:\n- x # one\n- "y"',
      'k:\n  p: x\n  # inside\n  q: z',
      '"k": x',
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((lines) => lines.map((line, index) => `${line.replace(/^("?)k/, `$1k${index}`)}\n`).join(''));

function attempt<Value>(read: () => Value): { readonly value: Value } | undefined {
  try {
    return { value: read() };
  } catch (error) {
    if (ToolkitError.isToolkitError(error) && error.kind === 'input') return undefined;
    throw error;
  }
}

function oracle(text: string): unknown {
  return load(text.replace(/^\ufeff/, ''), { schema: CORE_SCHEMA }) ?? null;
}

/**
 * The text with a line feed for every break that kustomize has outside of quotes: what it reads there. js-yaml knows none of
 * the others.
 */
function kustomizeLines(text: string): string {
  return text.replaceAll(/\r\n|[\r\x85\u2028\u2029]/g, '\n');
}

test('a document with breaks anywhere is refused, or read as js-yaml reads it, lines as kustomize has them', () => {
  let read = 0;
  let refused = 0;
  fc.assert(
    fc.property(document, insertions, (text, list) => {
      const input = withInsertions(text, list);
      const found = attempt(() => readYaml(input, FILE));
      if (found === undefined) {
        refused++;
        return;
      }
      read++;
      expect(found.value).toEqual(oracle(input));
      if (!/[\u2028\u2029]/.test(input)) expect(found.value).toEqual(oracle(kustomizeLines(input)));
    }),
    { numRuns: runs(500, 20_000), seed: seed() },
  );
  expect(Math.min(read, refused)).toBeGreaterThan(runs(500, 20_000) / 20);
});

test('what scanners take for regular, the library reads alike, wherever breaks stand', () => {
  fc.assert(
    fc.property(kustomizationText, registryText, insertions, (kustomization, registry, list) => {
      const lists = withInsertions(kustomization, list);
      const regular = regularList(lists, ['resources']);
      if (regular !== undefined) {
        const other = libraryList(lists, ['resources'], FILE);
        expect(regular.items.map(({ value, line }) => ({ value, line }))).toEqual(
          other.items.map(({ value, line }) => ({ value, line })),
        );
      }
      const entries = withInsertions(registry, list);
      const layout = scanRegular(entries, 'registry.yaml');
      if (layout === undefined) return;
      expect(entriesOf(layout).map((entry) => [...entry.fields])).toEqual(
        entriesOf(readWithLibrary(entries, FILE)).map((entry) => [...entry.fields]),
      );
    }),
    { numRuns: runs(300, 10_000), seed: seed() },
  );
});

test('an edit of a list changes nothing that others read elsewhere, wherever breaks stand', () => {
  let edited = 0;
  fc.assert(
    fc.property(kustomizationText, insertions, (text, list) => {
      const input = withInsertions(text, list);
      const after = attempt(() =>
        editStringList(input, ['resources'], { add: ['new'], remove: ['b'] }, FILE),
      );
      if (after === undefined) return;
      let before: unknown;
      try {
        before = oracle(kustomizeLines(input));
      } catch {
        return;
      }
      edited++;
      const { resources: _, ...rest } = (before ?? {}) as Record<string, unknown>;
      const { resources, ...left } = oracle(kustomizeLines(after.value)) as Record<string, unknown>;
      expect(left).toEqual(rest);
      const names = (resources as unknown[]).map((item) => sameItem(String(item)));
      expect(names).toContain('new');
      expect(names).not.toContain('b');
    }),
    { numRuns: runs(300, 10_000), seed: seed() },
  );
  expect(edited).toBeGreaterThan(runs(300, 10_000) / 20);
});
