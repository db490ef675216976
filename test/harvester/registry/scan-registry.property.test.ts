import fc from 'fast-check';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { entriesOf } from '../../../harvester/registry/registry-layout';
import { scanRegular } from '../../../harvester/registry/visit-registry';
import { scanRegistry } from '../../../harvester/registry/scan-registry';
import { FOREIGN_CHARACTER } from '../../core/yaml/foreign-text';
import { runs, seed } from '../../runs';
import { damage, damaged, libraryEntries, registryText } from './registry-text';

function scanned(text: string): Record<string, string>[] | undefined {
  try {
    return scanRegistry(text, 'claims/registry.yaml').entries.map((entry) =>
      Object.fromEntries(entry.fields),
    );
  } catch (error) {
    if (ToolkitError.isToolkitError(error) && error.code === 'registry-unreadable') return undefined;
    throw error;
  }
}

test('reads what the YAML library reads, and refuses what it refuses', () => {
  fc.assert(
    fc.property(registryText, (text) => {
      expect(scanned(text)).toEqual(libraryEntries(text));
    }),
    { numRuns: runs(300, 10_000), seed: seed() },
  );
});

test('never takes damaged text for regular', () => {
  fc.assert(
    fc.property(registryText, damage, (text, changes) => {
      const broken = damaged(text, changes);
      const found = scanned(broken);
      if (found === undefined && FOREIGN_CHARACTER.test(broken)) return;
      expect(found).toEqual(libraryEntries(broken));
    }),
    { numRuns: runs(300, 10_000), seed: seed() },
  );
});

test('gives fields, places and lines that agree with each other', () => {
  fc.assert(
    fc.property(registryText, (text) => {
      const layout = scanRegular(text, 'registry.yaml');
      const lines = text.split('\n');
      for (const entry of layout === undefined ? [] : entriesOf(layout)) {
        expect(lines[entry.line - 1]).toMatch(/^ *-/);
        expect(text.slice(entry.start, entry.end).split('\n')[0]).toBe(lines[entry.line - 1]);
        const known = Object.fromEntries(
          entry.spans
            .filter((span) => span.key !== '<<' && span.value !== undefined)
            .map((span) => [span.key, span.value]),
        );
        expect(known).toEqual(Object.fromEntries([...entry.fields].filter(([key]) => key in known)));
      }
    }),
    { numRuns: runs(300, 10_000), seed: seed() },
  );
});

test('says of a field what the field is, and of no other value that it is it', () => {
  fc.assert(
    fc.property(registryText, fc.string({ maxLength: 4 }), (text, other) => {
      const layout = scanRegular(text, 'registry.yaml');
      for (const entry of layout === undefined ? [] : entriesOf(layout)) {
        for (const [field, value] of entry.fields) {
          expect(entry.says(field, value)).toBe(true);
          for (const wrong of [other, `${value}x`, `"${value}"`, value.slice(0, -1)]) {
            expect(entry.says(field, wrong)).toBe(wrong === value);
          }
        }
        expect(entry.says('no-such-field', '')).toBe(false);
      }
    }),
    { numRuns: runs(300, 10_000), seed: seed() },
  );
});
