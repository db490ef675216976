import fc from 'fast-check';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { editRegistry } from '../../../harvester/registry/edit-registry';
import { readRegistry } from '../../../harvester/registry/scan-registry';
import {
  type EntryPlace,
  type EntryUpdate,
  updateRegistry,
} from '../../../harvester/registry/update-registry';
import { type EntryVisitor, scanRegular, visitRegistry } from '../../../harvester/registry/visit-registry';
import { runs, seed } from '../../runs';
import { clusterText } from './cluster-text';
import { damage, damaged, libraryEntries, registryText } from './registry-text';

const RUNS = runs(500, 10_000);
const FILE = 'claims/registry.yaml';
const KEYS = [
  ...['infra/app', 'infra/db', 'apps/a', 'other-resources/zz', '/app', 'infra/none'],
  ...['alpha\0default/app', 'alpha\0/app', 'beta\0default/db', 'eu.west\0default/app'],
] as const;
const VALUES = ['x', '', 'a: b', "it's", 'größe 🚀', '- x', '1e3', 'two\nlines', 'ä # b', 'true'] as const;

const updates: fc.Arbitrary<EntryUpdate[]> = fc.array(
  fc.record({
    type: fc.constant('update'),
    key: fc.constantFrom(...KEYS),
    fields: fc.dictionary(
      fc.constantFrom('namespace', 'status', 'statusMessage', 'lastCheckedAt'),
      fc.constantFrom(...VALUES, undefined),
      { maxKeys: 3, noNullPrototype: true },
    ),
  }),
  { maxLength: 5 },
);

/** Registries with all that may stand in one, characters of several bytes and damage. */
const anyText = fc
  .tuple(
    fc.oneof(registryText, clusterText),
    fc.constantFrom('x-team', 'größe', '🚀', '"ö\\u00e4"'),
    fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: damage }),
  )
  .map(([text, word, changes]) =>
    damaged(text.replaceAll('# why', `# ${word}`).replaceAll(': x\n', `: ${word}\n`), changes),
  )
  .filter((text) => Buffer.from(text).toString() === text);

/** As a plan does it: whoever visits the entries anyway says where they stand. */
function updateVisited(bytes: Buffer, list: readonly EntryUpdate[]): string {
  const wanted = new Set(list.map(({ key }) => key));
  let places = new Map<string, EntryPlace | undefined>();
  const begin = (): EntryVisitor => {
    places = new Map();
    return ({ key, cluster }, place) => {
      if (wanted.has(key) && !places.has(key)) places.set(key, place && { ...place, cluster });
    };
  };
  const { entries } = visitRegistry(bytes, FILE, begin, (key) => wanted.has(key));
  const found = [...places.values()].filter((place) => place !== undefined);
  const known = { found: found.length === places.size ? found : undefined };
  const { parts, vanished } = updateRegistry(bytes, list, FILE, known);
  const after = Buffer.concat(parts);
  expect(readRegistry(after.toString(), FILE).entries).toHaveLength(entries - vanished);
  return after.toString();
}

/** What comes out, or the code of the error. */
function outcome(work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    return `error ${error.code}`;
  }
}

test('updates bytes as it updates text, and both as the editor of whole texts', () => {
  let changed = 0;
  let scanned = 0;
  fc.assert(
    fc.property(anyText, updates, (text, list) => {
      const bytes = Buffer.from(text);
      const wanted = outcome(() => editRegistry(text, list, FILE));
      const updated = outcome(() => Buffer.concat(updateRegistry(bytes, list, FILE).parts).toString());
      expect(updated).toBe(wanted);
      // Nothing is read where there is nothing to do.
      if (list.length > 0) expect(outcome(() => updateVisited(bytes, list))).toBe(wanted);
      if (wanted === text) expect(updateRegistry(bytes, list, FILE)).toEqual({ parts: [bytes], vanished: 0 });
      else if (!wanted.startsWith('error ')) changed++;
      if (scanRegular(bytes, FILE) !== undefined) scanned++;
    }),
    { numRuns: RUNS, seed: seed() },
  );
  expect(changed).toBeGreaterThan(RUNS / 100);
  expect(scanned).toBeGreaterThan(RUNS / 6);
});

test('parts of a list say what the whole says, wherever it is cut', () => {
  let several = 0;
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 200 }), (text, window) => {
      const bytes = Buffer.from(text);
      const said = (registry: string | Buffer, part?: number): unknown => {
        const entries: unknown[] = [];
        const layout = scanRegular(registry, FILE, {
          ...(part !== undefined && { window: part }),
          keep: ({ key, cluster, line, fields }, { start, end }) => {
            const place =
              typeof registry === 'string' ? [start, end] : [start + mark, end + mark].map(unitsTo);
            entries.push([key, cluster, line, ...place, ...fields]);
            return false;
          },
        });
        return layout && [layout.schema, layout.regular, entries];
      };
      const mark = bytes.subarray(0, 3).toString('hex') === 'efbbbf' ? 3 : 0;
      const unitsTo = (at: number): number => bytes.toString('utf8', 0, at).length;
      const wanted = said(text);
      expect(said(bytes, window)).toEqual(wanted);
      expect(said(bytes)).toEqual(wanted);
      if (wanted !== undefined && bytes.length > 2 * window) several++;
    }),
    { numRuns: RUNS, seed: seed() },
  );
  expect(several).toBeGreaterThan(RUNS / 20);
});

test('an update says to the library what was asked for', () => {
  fc.assert(
    fc.property(registryText, updates, (text, list) => {
      const before = libraryEntries(text);
      const after = outcome(() =>
        Buffer.concat(updateRegistry(Buffer.from(text), list, FILE).parts).toString(),
      );
      if (before === undefined || after.startsWith('error ')) return;
      for (const { key, fields } of list) {
        const entry = before.find(({ category = '', name = '' }) => `${category}/${name}` === key);
        for (const [field, value] of Object.entries<string | undefined>(fields)) {
          if (entry) entry[field] = value ?? '';
        }
      }
      const said = (entries: readonly Record<string, string>[] = []): unknown =>
        entries.map((entry) =>
          Object.entries(entry)
            .filter(([, value]) => value !== '')
            .sort(),
        );
      expect(said(libraryEntries(after))).toEqual(said(before));
    }),
    { numRuns: runs(200), seed: seed() },
  );
});

test('bytes are read as the text that they are', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const visited = (registry: string | Buffer): string =>
        outcome(() => {
          let said: unknown[] = [];
          const begin = (): EntryVisitor => {
            said = [];
            return ({ key, cluster, line, fields }) => said.push([key, cluster, line, ...fields]);
          };
          const { schema, entries } = visitRegistry(registry, FILE, begin);
          return JSON.stringify([schema, entries, said]);
        });
      const whole = outcome(() => {
        const { schema, entries } = readRegistry(text, FILE);
        const said = entries.map(({ key, cluster, line, fields }) => [key, cluster, line, ...fields]);
        return JSON.stringify([schema, entries.length, said]);
      });
      expect(visited(Buffer.from(text))).toBe(whole);
      expect(visited(text)).toBe(whole);
    }),
    { numRuns: runs(300), seed: seed() },
  );
});

test('single values of bytes are those of all fields', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const bytes = Buffer.from(text);
      const check = (): EntryVisitor => (entry) => {
        for (const field of ['name', 'status', 'statusMessage', 'x-team', 'none']) {
          const value = entry.fields.get(field);
          expect(entry.valueOf(field)).toBe(value);
          for (const said of [value ?? '', 'größe', 'grÃ¶Ã\u009fe', 'x']) {
            expect(entry.says(field, said)).toBe(value === said);
          }
        }
      };
      outcome(() => {
        visitRegistry(bytes, FILE, check);
        return '';
      });
    }),
    { numRuns: runs(200), seed: seed() },
  );
});
