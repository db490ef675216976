import { lstatSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The nearest folder that has a file of this name: this one, else one above it. As Git does, the search ends where a repository does, and
 * nothing is taken from a folder above that belongs to another user: the file says what to run.
 *
 * @param from - absolute path
 * @param user - id of the user; undefined where the system has none
 * @returns undefined when there is none
 */
export function folderWith(file: string, from: string, user = process.getuid?.()): string | undefined {
  const start = resolve(from);
  for (let at = start; ; at = dirname(at)) {
    if (at !== start && user !== undefined && statOf(at)?.uid !== user) return undefined;
    if (statOf(join(at, file))?.isFile() === true) return at;
    if (isThere(join(at, '.git')) || dirname(at) === at) return undefined;
  }
}

function statOf(path: string): { readonly uid: number; isFile(): boolean } | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
