import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const PROJECT = join(__dirname, '../..');

/**
 * Writes the declarations of this package, as a build would, without checking anything: file by file, those that its entry
 * point reaches.
 *
 * @returns path of the entry point's declarations
 */
export function writeDeclarations(folder: string): string {
  const compilerOptions = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, strict: true };
  const open = [join(PROJECT, 'synth/index.ts'), join(PROJECT, 'synth/app/testing.ts')];
  const seen = new Set(open);
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const { outputText } = ts.transpileDeclaration(readFileSync(path, 'utf8'), {
      fileName: path,
      compilerOptions,
    });
    const file = join(folder, relative(PROJECT, path).replace(/\.ts$/, '.d.ts'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, outputText);
    for (const [, imported = ''] of outputText.matchAll(/["'](\.[^"']*)["']/g)) {
      const next = join(dirname(path), `${imported}.ts`);
      if (seen.has(next) || !existsSync(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return join(folder, 'synth/index.d.ts');
}
