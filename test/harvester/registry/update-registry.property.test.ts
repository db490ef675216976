import fc from 'fast-check';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { editRegistry } from '../../../harvester/registry/edit-registry';
import { readRegistry } from '../../../harvester/registry/scan-registry';
import {
  type EntryUpdate,
  updateRegistry,
  updateRegistryText,
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
      const updated = outcome(() => Buffer.concat(updateRegistry(bytes, list, FILE)).toString());
      expect(updated).toBe(wanted);
      expect(outcome(() => updateRegistryText(text, list, FILE))).toBe(wanted);
      if (wanted === text) expect(updateRegistry(bytes, list, FILE)).toEqual([bytes]);
      else if (!wanted.startsWith('error ')) changed++;
      if (scanRegular(bytes, FILE) !== undefined) scanned++;
    }),
    { numRuns: RUNS, seed: seed() },
  );
  expect(changed).toBeGreaterThan(RUNS / 100);
  expect(scanned).toBeGreaterThan(RUNS / 6);
});

test('an update says to the library what was asked for', () => {
  fc.assert(
    fc.property(registryText, updates, (text, list) => {
      const before = libraryEntries(text);
      const after = outcome(() => Buffer.concat(updateRegistry(Buffer.from(text), list, FILE)).toString());
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
