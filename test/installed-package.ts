import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compileSources } from './fixtures/programs/compiled-cli';

const PROJECT = join(__dirname, '..');
const SOURCES = ['core', 'harvester', 'schema', 'constructs', 'synth'];
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
  compileSources(join(modules, 'cdk8s-claims'), SOURCES);
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
