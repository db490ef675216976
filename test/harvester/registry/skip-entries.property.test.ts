import fc from 'fast-check';
import { type Bytes, BytesPart } from '../../../core/bytes/bytes';
import { scanRegular } from '../../../harvester/registry/visit-registry';
import { WantedKeys } from '../../../harvester/registry/wanted-keys';
import { runs, seed } from '../../runs';
import { damage, damaged, registryText } from './registry-text';

const RUNS = runs(500, 10_000);
const FILE = 'claims/registry.yaml';
const KEYS = ['infra/app', 'infra/db', 'apps/a', 'apps/zz', '/app', 'other-resources/cache-1', 'infra/'];

const anyText = fc
  .tuple(
    registryText,
    fc.constantFrom(
      'x-team',
      'größe',
      '🚀',
      '"ö\\n"',
      '\u0085',
      'x\u2028y',
      '~',
      'a:',
      'x #y',
      '\t# z',
      '|\n                 deep\n               less',
    ),
    fc.constantFrom('\n', '\n', '\r\n'),
    fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: damage }),
  )
  .map(([text, word, eol, changes]) =>
    damaged(text.replaceAll('# why', `# ${word}`).replaceAll(': x\n', `: ${word}\n`), changes).replaceAll(
      '\n',
      eol,
    ),
  )
  .filter((text) => Buffer.from(text).toString() === text);

/** What is said of the wanted entries: key, line, place, fields; the number of all; undefined where only the library can tell. */
function said(
  bytes: Bytes,
  isWanted: (key: string) => boolean,
  wanted?: WantedKeys,
  window?: number,
): unknown {
  const entries: unknown[] = [];
  let count = 0;
  const layout = scanRegular(bytes, FILE, {
    ...(wanted !== undefined && { wanted }),
    ...(window !== undefined && { window }),
    keep: ({ key, line, fields }, { start, end }) => {
      count += 1;
      if (isWanted(key)) entries.push([key, line, start, end, ...fields]);
      return false;
    },
  });
  const [list] = layout?.lists ?? [];
  return layout && [layout.schema, list?.place, count + (wanted?.passed ?? 0), entries];
}

test('who wants few entries is told the same of them as who looks at all', () => {
  let passed = 0;
  fc.assert(
    fc.property(anyText, fc.subarray(KEYS), fc.integer({ min: 1, max: 300 }), (text, keys, window) => {
      const bytes = Buffer.from(text);
      const set = new Set(keys);
      const isWanted = (key: string): boolean => set.has(key);
      const all = said(bytes, isWanted);
      const known = WantedKeys.of(set);
      expect(said(bytes, isWanted, known)).toEqual(all);
      expect(said(bytes, isWanted, WantedKeys.of(isWanted))).toEqual(all);
      expect(said(bytes, isWanted, WantedKeys.of(set), window)).toEqual(all);
      // As a file, which is read chunk by chunk.
      const file = new BytesPart(bytes, 0, bytes.length);
      expect(said(file, isWanted, WantedKeys.of(set), window)).toEqual(all);
      expect(said(file, isWanted, undefined, window)).toEqual(all);
      passed += known.passed;
    }),
    { numRuns: RUNS, seed: seed() },
  );
  expect(passed).toBeGreaterThan(RUNS / 2);
});

test('entries are found by the names that claims have in clusters', () => {
  const wanted = WantedKeys.named(new Set(['app', 'a/b']));
  const keys = ['infra/app', 'app', 'eu\0default/app', 'eu\0app', 'infra/a/b', 'infra/my-app', 'app/db', ''];
  expect(keys.filter((key) => !wanted.passes(key))).toEqual(keys.slice(0, 5));
  expect(wanted.passed).toBe(3);
});
