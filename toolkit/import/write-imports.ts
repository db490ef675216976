import { lstat, mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemErrorCode } from '../../core/errors/system-failure';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { compareText } from '../../core/text/compare-text';

/** What was done to a folder. */
export interface WrittenImports {
  /** Paths below the folder, sorted. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Brings a folder to these files: only what differs is written. Everything is staged beside its place first, so that a full disk leaves
 * the folder as it was; the last file of the list, its lock, is put in place last.
 *
 * @param stale - files of an earlier run, of which those that are not written any more are removed
 * @throws ToolkitError `file-not-writable`
 */
export async function writeImports(
  folder: string,
  files: ReadonlyMap<string, string>,
  stale: readonly string[],
): Promise<WrittenImports> {
  const changed: string[] = [];
  for (const [path, text] of files) {
    await refuseLink(folder, path);
    if ((await readFile(join(folder, path), 'utf8').catch(() => undefined)) !== text) changed.push(path);
  }
  const removed = stale.filter((path) => !files.has(path) && isBelow(path));
  try {
    await mkdir(folder, { recursive: true });
    await putInPlace(folder, files, changed);
    for (const path of removed) await removeFile(folder, path);
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) throw error;
    const reason = systemErrorCode(error) ?? 'unknown';
    throw new ToolkitError('file-not-writable', `cannot write '${folder}': ${reason}`, { cause: error });
  }
  return { written: changed.sort(compareText), removed: [...removed].sort(compareText) };
}

async function putInPlace(
  folder: string,
  files: ReadonlyMap<string, string>,
  changed: readonly string[],
): Promise<void> {
  const staged = join(folder, `.claims-staging-${process.pid}`);
  await rm(staged, { recursive: true, force: true });
  try {
    for (const path of changed) {
      await mkdir(dirname(join(staged, path)), { recursive: true });
      await writeFile(join(staged, path), files.get(path) ?? '');
    }
    for (const path of changed) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await rename(join(staged, path), join(folder, path));
    }
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}

/** A lock file that somebody edited removes nothing elsewhere. */
function isBelow(path: string): boolean {
  return /^[A-Za-z0-9]/.test(path) && !path.split('/').some((step) => step === '..' || step === '');
}

async function removeFile(folder: string, path: string): Promise<void> {
  await refuseLink(folder, path);
  await rm(join(folder, path), { force: true });
  for (let at = dirname(path); at !== '.'; at = dirname(at)) {
    const isEmpty = await rmdir(join(folder, at)).then(
      () => true,
      () => false,
    );
    if (!isEmpty) return;
  }
}

/** Through a link, a file elsewhere would be written or removed. */
async function refuseLink(folder: string, path: string): Promise<void> {
  const steps = path.split('/');
  for (let count = 1; count <= steps.length; count += 1) {
    const at = join(folder, ...steps.slice(0, count));
    const found = await lstat(at).catch(() => undefined);
    if (found === undefined) return;
    if (found.isSymbolicLink()) throw new ToolkitError('file-not-writable', `'${at}' is a link`);
  }
}
