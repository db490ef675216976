import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectFormat } from '../../core/snapshot';
import type { ConfigPair } from './git-environment';
import { createGitRunner, type GitRunner } from './git-runner';

/** A local repository whose objects are read in place. */
export interface ObjectSource {
  /** Its common Git folder. */
  readonly gitFolder: string;
}

/**
 * Configuration of Git in the scratch repository: it goes when the process ends, so nothing waits for its disk, and packs stay as they are.
 * They are sent as they are, too; thirty thousand files packed twice as fast are four percent more.
 */
export const SCRATCH_CONFIG: readonly ConfigPair[] = [
  ['core.fsync', 'none'],
  ['fastimport.unpackLimit', '0'],
  ['pack.compression', '1'],
];

/** What the scratch repository needs to start. */
export interface ScratchOptions {
  readonly folder: string;
  readonly objectFormat: ObjectFormat;
  readonly source?: ObjectSource;
}

/** Makes the bare repository in which commits are made: empty, without hooks, seeing the source's objects. */
export async function initScratchRepository(options: ScratchOptions): Promise<void> {
  await writeEmptyRepository(options.folder, options.objectFormat);
  if (options.source === undefined) {
    return;
  }
  const objects = join(options.source.gitFolder, 'objects')
    .replaceAll(/["\\]/g, '\\$&')
    .replaceAll('\n', '\\n');
  await writeFile(join(options.folder, 'objects', 'info', 'alternates'), `"${objects}"\n`);
  // A shallow target ends its history where this file says so.
  await copyFile(join(options.source.gitFolder, 'shallow'), join(options.folder, 'shallow')).catch(
    () => undefined,
  );
}

/** Goes on without the objects of the source. */
export async function returnBorrowedObjects(folder: string): Promise<void> {
  await rm(join(folder, 'objects', 'info', 'alternates'), { force: true });
}

/** What `git init --bare` would leave, without starting it (gitrepository-layout(5); `extensions.objectFormat` in git-config(1)). */
export async function writeEmptyRepository(folder: string, objectFormat: ObjectFormat): Promise<void> {
  const [version, extension] =
    objectFormat === 'sha1' ? [0, ''] : [1, `[extensions]\n\tobjectFormat = ${objectFormat}\n`];
  await Promise.all([
    mkdir(join(folder, 'objects', 'info'), { recursive: true }),
    mkdir(join(folder, 'objects', 'pack'), { recursive: true }),
    mkdir(join(folder, 'refs'), { recursive: true }),
    writeFile(join(folder, 'HEAD'), 'ref: refs/heads/main\n'),
    writeFile(
      join(folder, 'config'),
      `[core]\n\trepositoryFormatVersion = ${version}\n\tbare = true\n${extension}`,
    ),
  ]);
}

/** A runner in the scratch folder. */
export function scratchRunner(
  folder: string,
  target: string,
  timeLimit: number,
  signal?: AbortSignal,
): GitRunner {
  return createGitRunner({ folder, target, timeLimit, ...(signal === undefined ? {} : { signal }) });
}
