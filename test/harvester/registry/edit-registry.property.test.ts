import fc from 'fast-check';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { RegistryEntry } from '../../../core/registry-entry';
import { editRegistry } from '../../../harvester/registry/edit-registry';
import type { RegistryEdit } from '../../../harvester/registry/registry-edit';
import { entriesOf, leadOf, tailOf, type EntrySpan } from '../../../harvester/registry/registry-layout';
import { takeApart } from '../../../harvester/registry/scan-registry';
import { runs, seed } from '../../runs';
import { libraryEntries, registryText } from './registry-text';

const FILE = 'claims/registry.yaml';
const KEYS = [
  'infra/app',
  'infra/db',
  'apps/a',
  'other-resources/zz',
  '/app',
  'infra/new',
  'aaa/first',
  'zzz/last',
] as const;
const TEXTS = [
  'x',
  'claims/infra/app',
  '2026-02-05T10:58:33Z',
  'true',
  '',
  'a: b',
  "it's",
  '"q"',
  'ä # b',
  '- x',
  '1e3',
  'two\nlines',
] as const;

const fields: fc.Arbitrary<Partial<RegistryEntry>> = fc.dictionary(
  fc.constantFrom(
    'template',
    'namespace',
    'createdAt',
    'createdBy',
    'repository',
    'path',
    'status',
    'statusMessage',
  ),
  fc.constantFrom(...TEXTS),
  { maxKeys: 4, noNullPrototype: true },
);

const edit: fc.Arbitrary<RegistryEdit> = fc.oneof(
  fc.record({ type: fc.constant('update' as const), key: fc.constantFrom(...KEYS), fields }),
  fc.record({ type: fc.constant('set' as const), key: fc.constantFrom(...KEYS), fields }),
  fc.record({
    type: fc.constant('set' as const),
    key: fc.constantFrom(...KEYS),
    newKey: fc.constantFrom(...KEYS),
    fields,
  }),
  fc.record({ type: fc.constant('remove' as const), key: fc.constantFrom(...KEYS) }),
);

/** At most one edit of each key, as the planner makes them. */
const edits = fc.uniqueArray(edit, { maxLength: 3, selector: (one) => one.key }).filter((list) => {
  const moved = list.flatMap((one) =>
    one.type === 'set' && one.newKey !== undefined && one.newKey !== one.key ? [one.newKey] : [],
  );
  return new Set([...moved, ...list.map(({ key }) => key)]).size === moved.length + list.length;
});

interface Model {
  readonly fields: Record<string, string>;
}

function keyOf({ fields: { category, name } }: Model): string {
  return `${category ?? ''}/${name ?? ''}`;
}

/** What the entries must say after the edits, worked out without any text. */
function expected(
  entries: readonly Record<string, string>[],
  list: readonly RegistryEdit[],
): Record<string, string>[] {
  let models: Model[] = entries.map((entry) => ({ fields: { ...entry } }));
  const original = new Map(models.map((model) => [model, keyOf(model)]));
  const find = (key: string): Model[] => models.filter((model) => original.get(model) === key);
  for (const one of list) {
    if (one.type === 'remove') {
      models = models.filter((model) => original.get(model) !== one.key);
      continue;
    }
    if (one.type === 'update') {
      Object.assign(find(one.key)[0]?.fields ?? {}, one.fields);
      continue;
    }
    const target = one.newKey ?? one.key;
    const model = find(one.key)[0] ?? find(target)[0];
    const [category, name] = target.split('/') as [string, string];
    const parts = target === one.key && model !== undefined ? {} : { category, name };
    if (model === undefined) {
      models.push({ fields: { ...parts, ...one.fields } });
    } else {
      if (original.get(model) !== target) models = models.filter((other) => original.get(other) !== target);
      Object.assign(model.fields, parts, one.fields);
    }
  }
  return models.map((model) => model.fields);
}

function sorted(entries: readonly Record<string, string>[]): string[] {
  return entries
    .map((entry) =>
      JSON.stringify(
        Object.entries(entry)
          .filter(([, value]) => value !== '')
          .sort(),
      ),
    )
    .sort();
}

/** The text without the entries that were touched, their comments and the head line of the list. */
function foreignText(text: string, touched: (entry: EntrySpan) => boolean): string {
  let rest = '';
  let position = 0;
  for (const list of takeApart(text, FILE).lists) {
    for (const [index, entry] of list.entries.entries()) {
      if (!touched(entry)) continue;
      rest += text.slice(position, leadOf(text, list, index));
      position = tailOf(text, list, entry);
    }
  }
  return (rest + text.slice(position)).replace(/^(\uFEFF?"?claims"?:).*$/m, '$1').replace(/\r?\n$/, '');
}

test('gives the entries that were asked for and leaves all others byte for byte', () => {
  let edited = 0;
  fc.assert(
    fc.property(registryText, edits, (text, list) => {
      const before = libraryEntries(text);
      if (before === undefined) return;
      let after: string;
      try {
        after = editRegistry(text, list, FILE);
      } catch (error) {
        expect(ToolkitError.isToolkitError(error) && error.code).toBe('registry-not-editable');
        expect(takeApart(text, FILE).regular).toBe(false);
        return;
      }
      edited++;
      expect(sorted(libraryEntries(after) ?? [])).toEqual(sorted(expected(before, list)));
      expect(editRegistry(after, [], FILE)).toBe(after);
      const place = takeApart(text, FILE).lists[0]?.place;
      if (place === undefined || !('colonEnd' in place) || place.style === 'flow') return;
      const keys = new Set(
        list.flatMap((one) => (one.type === 'set' ? [one.key, one.newKey ?? one.key] : [one.key])),
      );
      const touched = (entry: EntrySpan): boolean => keys.has(entry.key);
      expect(foreignText(after, touched)).toBe(foreignText(text, touched));
    }),
    { numRuns: runs(300, 10_000), seed: seed() },
  );
  expect(edited).toBeGreaterThan(runs(300, 10_000) / 10);
});

test('gives the same text back when the edits say what is there already', () => {
  fc.assert(
    fc.property(registryText, (text) => {
      if (libraryEntries(text) === undefined) return;
      const entries = entriesOf(takeApart(text, FILE));
      const first = entries.filter(
        (entry, index) => entries.findIndex((other) => other.key === entry.key) === index,
      );
      const list = first.map(({ key, fields: known }): RegistryEdit => {
        const { template, path, status } = Object.fromEntries(known);
        return {
          type: 'set',
          key,
          fields: {
            ...(template !== undefined && { template }),
            ...(path !== undefined && { path }),
            ...(status !== undefined && { status }),
          },
        };
      });
      expect(editRegistry(text, list, FILE)).toBe(text);
    }),
    { numRuns: runs(300, 10_000), seed: seed() },
  );
});
