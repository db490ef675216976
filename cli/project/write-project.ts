import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { refuseSecretsIn } from '../../core/secrets/refuse-secrets';
import type { ProjectFile } from './project-files';

/** What to write where. */
export interface WriteProjectOptions {
  readonly folder: string;
  /** Files that must not be there yet. */
  readonly sources: readonly ProjectFile[];
  /** Files that are left alone where they are there already. */
  readonly settings: readonly ProjectFile[];
}

/**
 * Writes a new project. Everything is checked first: when one of the sources is there already, nothing is written at all.
 *
 * @returns the paths written, relative to the folder, sorted
 * @throws ToolkitError `file-exists`, `file-not-writable`
 */
export async function writeProject({ folder, sources, settings }: WriteProjectOptions): Promise<string[]> {
  refuseSecretsIn([...sources, ...settings].map(({ path, text }) => ({ path, content: text })));
  const taken: string[] = [];
  for (const { path } of sources) if (await exists(join(folder, path))) taken.push(path);
  const [first] = taken;
  if (first !== undefined) {
    const message =
      taken.length === 1
        ? `'${first}' is there already`
        : `${taken.length} files are there already, '${first}' first`;
    throw new ToolkitError('file-exists', `${message} in ${folder}`, { data: { folder, files: taken } });
  }
  const written: string[] = [];
  for (const file of [...sources, ...settings]) {
    if (await exists(join(folder, file.path))) continue;
    await write(join(folder, file.path), file.text);
    written.push(file.path);
  }
  return written.sort();
}

async function write(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    // `wx`: a file that appears in between is not overwritten either.
    await writeFile(path, text, { flag: 'wx' });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ToolkitError('file-not-writable', `cannot write '${path}': ${code ?? 'unknown'}`, { cause });
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
