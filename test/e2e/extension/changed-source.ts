import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OWN_FOLDERS } from '../../../core/own-source';
import { compileSources } from '../../fixtures/programs/compiled-cli';

const PROJECT = join(__dirname, '../../..');

/** A copy of the source of this project that a test adds to. */
export class ChangedSource {
  private readonly source: string;

  constructor(private readonly folder: string) {
    this.source = join(folder, 'source');
    for (const name of OWN_FOLDERS.filter((own) => existsSync(join(PROJECT, own)))) {
      cpSync(join(PROJECT, name), join(this.source, name), { recursive: true });
    }
    for (const name of ['package.json', 'tsconfig.json', 'tsconfig.build.json']) {
      cpSync(join(PROJECT, name), join(this.source, name));
    }
    symlinkSync(join(PROJECT, 'node_modules'), join(this.source, 'node_modules'));
  }

  /** A new file. */
  add(path: string, text: string): void {
    mkdirSync(dirname(join(this.source, path)), { recursive: true });
    writeFileSync(join(this.source, path), text);
  }

  /** Puts lines where a mark stands, which must be there once: `<mark>` in them stands for the mark. */
  put(path: string, mark: string, lines: string): void {
    const text = readFileSync(join(this.source, path), 'utf8');
    if (text.split(mark).length !== 2) throw new Error(`${path} has not one '${mark}'`);
    writeFileSync(
      join(this.source, path),
      text.replace(mark, () => lines.replace('<mark>', () => mark)),
    );
  }

  /** What the compiler says of the types; empty: nothing. */
  typeErrors(): string {
    try {
      execFileSync(
        process.execPath,
        [join(PROJECT, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.build.json'],
        { cwd: this.source, encoding: 'utf8', stdio: 'pipe' },
      );
      return '';
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  }

  /** Path of the compiled `main.js`. */
  compile(): string {
    compileSources(this.folder, OWN_FOLDERS, this.source);
    symlinkSync(join(PROJECT, 'node_modules'), join(this.folder, 'node_modules'));
    return join(this.folder, 'build/cli/main.js');
  }
}
