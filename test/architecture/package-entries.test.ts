import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly main: string;
  readonly types: string;
  readonly typesVersions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
}

const MANIFEST = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as Manifest;

test('a tsconfig with "module": "commonjs", as cdk8s writes it, finds the types of every entry: it does not read `exports`', () => {
  const entries = Object.entries(MANIFEST.exports).flatMap(([name, entry]) =>
    typeof entry === 'string' ? [] : [[name, entry] as const],
  );
  expect(entries.length).toBeGreaterThan(2);
  for (const [name, { types, default: code }] of entries) {
    if (name === '.') {
      expect([`./${MANIFEST.types}`, `./${MANIFEST.main}`]).toEqual([types, code]);
    } else {
      expect([name, MANIFEST.typesVersions['*']?.[name.slice('./'.length)]]).toEqual([
        name,
        [types.slice('./'.length)],
      ]);
    }
  }
});
