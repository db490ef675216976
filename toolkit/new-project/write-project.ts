import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, rename, rm, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
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
 * Writes a new project: all of it, or nothing. Everything is checked first; a folder that is not there yet appears at once, and where
 * something fails on the way, what was written is taken back. Nothing is overwritten, and no link below the folder is followed.
 *
 * @returns the paths written, relative to the folder, sorted
 * @throws ToolkitError `file-exists`, `file-not-writable`
 */
export async function writeProject({ folder, sources, settings }: WriteProjectOptions): Promise<string[]> {
  refuseSecretsIn([...sources, ...settings].map(({ path, text }) => ({ path, content: text })));
  const taken: string[] = [];
  for (const { path } of sources) if (await isTaken(folder, path)) taken.push(path);
  const [first] = taken;
  if (first !== undefined) {
    const message =
      taken.length === 1
        ? `'${first}' is there already`
        : `${taken.length} files are there already, '${first}' first`;
    throw new ToolkitError('file-exists', `${message} in ${folder}`, { data: { folder, files: taken } });
  }
  const files = [...sources];
  for (const file of settings) if (!(await isTaken(folder, file.path))) files.push(file);
  const isThere = (await stat(folder).catch(() => undefined)) !== undefined;
  await onDisk(folder, () => (isThere ? writeInto(folder, files) : writeNew(folder, files)));
  return files.map(({ path }) => path).sort();
}

/** Whether something stands at the path, or a link or file where one of its folders should be. */
async function isTaken(folder: string, path: string): Promise<boolean> {
  const steps = path.split('/');
  for (let count = 1; count < steps.length; count += 1) {
    const found = await lstat(join(folder, ...steps.slice(0, count))).catch(() => undefined);
    if (found === undefined) return false;
    if (!found.isDirectory()) return true;
  }
  return (await lstat(join(folder, path)).catch(() => undefined)) !== undefined;
}

/** Beside its place first, so that a run that is killed leaves no half of a project. */
async function writeNew(folder: string, files: readonly ProjectFile[]): Promise<void> {
  const parent = dirname(folder);
  const made = await mkdir(parent, { recursive: true });
  try {
    const staged = await stagingFolder(parent);
    try {
      await writeAll(staged, files);
      await rename(staged, folder);
    } finally {
      await rm(staged, { recursive: true, force: true });
    }
  } catch (error) {
    if (made !== undefined) await removeEmpty(parent, dirname(made));
    throw error;
  }
}

/** Each file whole, by a copy that refuses to overwrite; what was written goes again where one fails. */
async function writeInto(folder: string, files: readonly ProjectFile[]): Promise<void> {
  const staged = await stagingFolder(folder);
  const written: string[] = [];
  const made: { readonly folder: string; readonly first: string }[] = [];
  try {
    await writeAll(staged, files);
    for (const { path } of files) {
      const place = join(folder, path);
      const first = await mkdir(dirname(place), { recursive: true });
      if (first !== undefined) made.push({ folder: dirname(place), first });
      await copyFile(join(staged, path), place, constants.COPYFILE_EXCL);
      written.push(place);
    }
  } catch (error) {
    for (const place of written) await unlink(place).catch(() => undefined);
    for (const { folder, first } of made.reverse()) await removeEmpty(folder, dirname(first));
    throw error;
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}

/** A folder of this run alone, with the rights that a new folder has. */
async function stagingFolder(inside: string): Promise<string> {
  const staged = join(inside, `.claims-project-${process.pid}`);
  await rm(staged, { recursive: true, force: true });
  await mkdir(staged);
  return staged;
}

async function writeAll(folder: string, files: readonly ProjectFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { flag: 'wx' });
  }
}

/** Removes a folder and those above it that are empty, below `top`. */
async function removeEmpty(path: string, top: string): Promise<void> {
  for (let at = path; at.length > top.length; at = dirname(at)) {
    const gone = await rmdir(at).then(
      () => true,
      () => false,
    );
    if (!gone) return;
  }
}

async function onDisk(folder: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (cause) {
    const { code, path, dest } = cause as NodeJS.ErrnoException & { dest?: string };
    throw new ToolkitError(
      code === 'EEXIST' || code === 'ENOTEMPTY' ? 'file-exists' : 'file-not-writable',
      `cannot write '${dest ?? path ?? folder}': ${code ?? 'unknown'}`,
      { cause },
    );
  }
}
