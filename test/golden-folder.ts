import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const GOLDEN = join(__dirname, 'golden');

/** Files of a folder below `test/golden` by path. */
export function readGolden(name: string): Record<string, string> {
  const folder = join(GOLDEN, name);
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[relative(folder, path).split(sep).join('/')] = readFileSync(path, 'utf8');
  }
  return files;
}

/** Expects a tree to equal the golden folder; with `UPDATE_GOLDEN=1` writes the folder instead. */
export function expectGolden(name: string, files: Readonly<Record<string, string>>): void {
  if (process.env['UPDATE_GOLDEN'] === '1') writeTree(join(GOLDEN, name), files);
  expect(files).toEqual(readGolden(name));
}

/** Writes a tree of files anew. */
export function writeTree(folder: string, files: Readonly<Record<string, string>>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
