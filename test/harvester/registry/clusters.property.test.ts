import fc from 'fast-check';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { editRegistry } from '../../../harvester/registry/edit-registry';
import type { RegistryEdit } from '../../../harvester/registry/registry-edit';
import { entriesOf, leadOf, tailOf } from '../../../harvester/registry/registry-layout';
import { clusterKey, type FieldValues } from '../../../harvester/registry/registry-schema';
import { readRegistry, takeApart } from '../../../harvester/registry/scan-registry';
import { scanRegular } from '../../../harvester/registry/visit-registry';
import { FOREIGN_CHARACTER } from '../../core/yaml/foreign-text';
import { runs, seed } from '../../runs';
import { clusterText, libraryClusters, type ClusterEntry } from './cluster-text';
import { damage, damaged } from './registry-text';

const FILE = 'claims/registry.yaml';

function scanned(text: string): ClusterEntry[] | undefined {
  try {
    const { schema, entries } = readRegistry(text, FILE);
    if (schema === 'claims') return undefined;
    return entries.map(({ cluster = '', fields }) => ({ cluster, fields: Object.fromEntries(fields) }));
  } catch (error) {
    if (ToolkitError.isToolkitError(error) && error.code === 'registry-unreadable') return undefined;
    throw error;
  }
}

const keys = fc
  .tuple(
    fc.constantFrom('alpha', 'beta', 'cluster-01', 'eu.west'),
    fc.constantFrom('default/app', 'default/db', '/app', 'postgresqls.2.2.2/my-db', ''),
  )
  .map(([cluster, claimRef]) => clusterKey(cluster, claimRef));
const fields: fc.Arbitrary<FieldValues> = fc.dictionary(
  fc.constantFrom('statusMessage', 'lastCheckedAt', 'namespace'),
  fc.constantFrom('Ready', '2026-11-20T09:51:15Z', 'true', 'a: b', '', 'two\nlines', "it's", '- x'),
  { noNullPrototype: true },
);
const edits: fc.Arbitrary<RegistryEdit[]> = fc.uniqueArray(
  fc.oneof(
    fc.record({ type: fc.constant('update' as const), key: keys, fields }),
    fc.record({ type: fc.constant('update' as const), key: keys, fields }),
    fc.record({ type: fc.constant('remove' as const), key: keys }),
  ),
  { minLength: 3, maxLength: 9, selector: ({ key }) => key },
);

/** What the entries must say after the edits: of several with one key the first is updated, all are removed. */
function expected(entries: readonly ClusterEntry[], list: readonly RegistryEdit[]): ClusterEntry[] {
  const seen = new Set<string>();
  return entries.flatMap((entry) => {
    const key = clusterKey(entry.cluster, entry.fields['claimRef'] ?? '');
    const edit = list.find((one) => one.key === key);
    if (edit?.type === 'remove') return [];
    if (edit === undefined || seen.has(key)) return [entry];
    seen.add(key);
    return [{ ...entry, fields: { ...entry.fields, ...edit.fields } }];
  });
}

/** Without fields that say nothing. */
function said(entries: readonly ClusterEntry[] | undefined): unknown {
  return entries?.map(({ cluster, fields: all }) => [
    cluster,
    Object.entries(all)
      .filter(([, value]) => value !== '')
      .sort(),
  ]);
}

/** The text without the entries that were edited, their comments, and the brackets of lists that they leave empty. */
function foreignText(text: string, touched: ReadonlySet<string>): string {
  let rest = '';
  let position = 0;
  for (const list of takeApart(text, FILE).lists) {
    if ('colonEnd' in list.place && text.startsWith(' []', list.place.colonEnd)) {
      rest += text.slice(position, list.place.colonEnd);
      position = list.place.colonEnd + ' []'.length;
    }
    for (const [index, entry] of list.entries.entries()) {
      if (!touched.has(entry.key)) continue;
      rest += text.slice(position, leadOf(text, list, index));
      position = tailOf(text, list, entry);
    }
  }
  return (rest + text.slice(position)).replace(/\r?\n$/, '');
}

test('reads of a map what the YAML library reads, and refuses what it refuses', () => {
  let regular = 0;
  fc.assert(
    fc.property(clusterText, (text) => {
      expect(scanned(text)).toEqual(libraryClusters(text));
      if (scanRegular(text, 'registry.yaml')?.schema === 'clusters') regular++;
    }),
    { numRuns: runs(90, 6000), seed: seed() },
  );
  expect(regular).toBeGreaterThan(runs(90, 6000) / 10);
});

test('never takes a damaged map for regular', () => {
  fc.assert(
    fc.property(clusterText, damage, (text, changes) => {
      const broken = damaged(text, changes);
      const found = scanned(broken);
      if (found === undefined && FOREIGN_CHARACTER.test(broken)) return;
      expect(found).toEqual(libraryClusters(broken));
    }),
    { numRuns: runs(90, 6000), seed: seed() },
  );
});

test('gives the entries of a map that were asked for and leaves all others byte for byte', () => {
  let edited = 0;
  fc.assert(
    fc.property(clusterText, edits, (text, list) => {
      const before = libraryClusters(text);
      if (before === undefined) return;
      let after: string;
      try {
        after = editRegistry(text, list, FILE);
      } catch (error) {
        expect(ToolkitError.isToolkitError(error) && error.code).toBe('registry-not-editable');
        expect(takeApart(text, FILE).regular).toBe(false);
        return;
      }
      if (after !== text) edited++;
      expect(said(libraryClusters(after))).toEqual(said(expected(before, list)));
      const touched = new Set(list.map(({ key }) => key));
      expect(foreignText(after, touched)).toBe(foreignText(text, touched));
    }),
    { numRuns: runs(90, 6000), seed: seed() },
  );
  expect(edited).toBeGreaterThan(runs(90, 6000) / 10);
});

test('gives the same map back when the edits say what is there already', () => {
  fc.assert(
    fc.property(clusterText, (text) => {
      if (libraryClusters(text) === undefined) return;
      const list = [...readRegistry(text, FILE).byKey].map(([key, entry]): RegistryEdit => {
        const { statusMessage, lastCheckedAt } = Object.fromEntries(entry.fields);
        const known = {
          ...(statusMessage !== undefined && { statusMessage }),
          ...(lastCheckedAt !== undefined && { lastCheckedAt }),
        };
        // The map has no such field: it is not written.
        return { type: 'update', key, fields: { ...known, status: 'active' } };
      });
      expect(editRegistry(text, list, FILE)).toBe(text);
      expect(entriesOf(takeApart(text, FILE)).length).toBeGreaterThanOrEqual(list.length);
    }),
    { numRuns: runs(90, 6000), seed: seed() },
  );
});
