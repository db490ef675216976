import { constants, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { systemErrorCode } from '../../core/errors/system-failure';
import { SPECIAL_FILE } from '../../core/snapshot';
import { notAPlainFile } from '../symlink-error';

// Windows has neither; there is no pipe to wait at in a folder, either.
const { O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants as Partial<typeof constants>;

/** The mode that stands for a file in the index of a plain folder. */
export function modeOf(found: Stats): string {
  if (found.isSymbolicLink()) return '120000';
  if (!found.isFile()) return SPECIAL_FILE;
  return (found.mode & 0o100) === 0 ? '100644' : '100755';
}

/**
 * Bytes of a plain file. Never follows a link, and never waits at a pipe or reads a device: it may have come there since
 * the folder was listed.
 *
 * @param path - in the target, for messages
 * @throws ToolkitError `target-symlink` for everything else than a plain file
 */
export async function readPlainFile(full: string, path: string): Promise<Buffer> {
  let file;
  try {
    file = await open(full, constants.O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ELOOP') throw notAPlainFile(path, '120000');
    // A socket (open(2)).
    if (code === 'ENXIO') throw notAPlainFile(path, SPECIAL_FILE);
    throw error;
  }
  try {
    const found = await file.stat();
    if (!found.isFile()) throw notAPlainFile(path, found.isDirectory() ? '040000' : SPECIAL_FILE);
    return await file.readFile();
  } finally {
    await file.close();
  }
}
