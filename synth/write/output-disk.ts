import {
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { systemErrorCode } from '../../core/errors/system-failure';

/** What stands at a path, symbolic links not followed. */
export type Standing = 'file' | 'folder' | 'link' | 'other';

/** The calls to the file system that writing a tree needs; a port, so that tests can cut it off at any point. */
export interface OutputDisk {
  /** Undefined where nothing stands. */
  readonly stat: (path: string) => Standing | undefined;
  /** Text of a file; undefined where there is none. Never follows a link at the last step: throws `ELOOP`. */
  readonly read: (path: string) => string | undefined;
  /** Names in a folder; empty where there is none. */
  readonly list: (path: string) => string[];
  readonly real: (path: string) => string;
  /** With missing parents. */
  readonly makeFolder: (path: string) => void;
  /** A new file. */
  readonly write: (path: string, text: string) => void;
  /** Replaces a file that stands at `to` in one step. */
  readonly rename: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
  /** Only when empty; false when it is not, or is not there. */
  readonly removeEmptyFolder: (path: string) => boolean;
  /** With everything in it; nothing happens where nothing stands. */
  readonly removeTree: (path: string) => void;
}

// Windows has no such flag; there `stat` of the folders has to do.
const NO_FOLLOW = (constants as Partial<typeof constants>).O_NOFOLLOW ?? 0;
// Node takes numeric flags here too, and is a fifth faster so than with a descriptor.
const READ_TEXT = { encoding: 'utf8', flag: (constants.O_RDONLY | NO_FOLLOW) as unknown as string } as const;

/** The real one. */
export const NODE_DISK: OutputDisk = {
  stat(path) {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    if (found.isSymbolicLink()) return 'link';
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
  },
  read(path) {
    try {
      return readFileSync(path, READ_TEXT);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  },
  list(path) {
    try {
      return readdirSync(path);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw error;
    }
  },
  real: (path) => realpathSync(path),
  makeFolder(path) {
    mkdirSync(path, { recursive: true });
  },
  write: (path, text) => {
    writeFileSync(path, text, { flag: 'wx' });
  },
  rename: renameSync,
  remove: unlinkSync,
  removeEmptyFolder(path) {
    try {
      rmdirSync(path);
      return true;
    } catch (error) {
      if (['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(systemErrorCode(error) ?? '')) return false;
      throw error;
    }
  },
  removeTree(path) {
    rmSync(path, { recursive: true, force: true });
  },
};
