import { ToolkitError } from '../../core/errors/toolkit-error';
import { errorCode } from './output-disk';

/** Runs something on the output folder and turns what the file system throws into an error with the path. */
export function onOutput<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined || ToolkitError.isToolkitError(error)) throw error;
    if (code === 'ELOOP') throw unsafePath(path, 'is a symbolic link');
    throw new ToolkitError('output-not-writable', `'${path}' cannot be written: ${reason(code)}`, {
      data: { path, code },
      cause: error,
    });
  }
}

/** The error for a path that would leave the output folder. */
export function unsafePath(path: string, why: string): ToolkitError {
  return new ToolkitError('output-path-unsafe', `'${path}' ${why}; nothing was written`, { data: { path } });
}

function reason(code: string): string {
  switch (code) {
    case 'EISDIR':
      return 'a folder stands there (EISDIR)';
    case 'ENOTDIR':
    case 'EEXIST':
      return `a file stands where a folder is needed (${code})`;
    case 'EACCES':
    case 'EPERM':
      return `no right to (${code})`;
    case 'ENOSPC':
      return 'the disk is full (ENOSPC)';
    case 'EROFS':
      return 'the disk is read-only (EROFS)';
    default:
      return code;
  }
}
