import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const PROJECT = join(__dirname, '..');
const SOURCES = ['core', 'schema', 'constructs', 'synth'];
const DEPENDENCIES = [
  'cdk8s',
  'constructs',
  'yaml',
  'zod',
  'ts-node',
  'typescript',
  '@swc/core',
  '@types/node',
];

/** A folder of an author, with the package installed in it as npm would: compiled, without its sources. */
export interface AuthorFolder {
  readonly path: string;
  /** Writes a file of the author. */
  put(file: string, text: string): void;
  /** Runs Node in the folder; rejects for no exit code. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<ProgramRun>;
  remove(): void;
}

/** How a program ended. */
export interface ProgramRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Makes a folder of an author, outside of this project. */
export function authorFolder(): AuthorFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'claims-author-')));
  const modules = join(path, 'node_modules');
  for (const name of DEPENDENCIES) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(realpathSync(join(PROJECT, 'node_modules', name)), join(modules, name));
  }
  compileInto(join(modules, 'cdk8s-claims'));
  return {
    path,
    put(file, text) {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), text);
    },
    run: (args, env = {}) =>
      new Promise((resolve) => {
        const options = { cwd: path, env: { ...process.env, NODE_OPTIONS: '', ...env }, timeout: 60_000 };
        execFile(process.execPath, args, options, (error, stdout, stderr) => {
          const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
          resolve({ code, stdout, stderr });
        });
      }),
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

function compileInto(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), readFileSync(join(PROJECT, 'package.json')));
  for (const source of SOURCES) {
    for (const entry of readdirIfThere(join(PROJECT, source))) {
      if (!entry.endsWith('.ts')) continue;
      const { outputText } = ts.transpileModule(readFileSync(join(PROJECT, source, entry), 'utf8'), {
        compilerOptions: {
          module: ts.ModuleKind.CommonJS,
          target: ts.ScriptTarget.ES2022,
          esModuleInterop: true,
        },
      });
      const file = join(folder, 'build', source, entry.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, outputText);
    }
  }
}

function readdirIfThere(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}
