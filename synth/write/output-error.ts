import { systemErrorCode, systemReason } from '../../core/errors/system-failure';
import { ToolkitError } from '../../core/errors/toolkit-error';

/** Runs something on the output folder and turns what the file system throws into an error with the path. */
export function onOutput<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined || ToolkitError.isToolkitError(error)) throw error;
    if (code === 'ELOOP') throw unsafePath(path, 'is a symbolic link');
    throw new ToolkitError('output-not-writable', `'${path}' cannot be written: ${systemReason(code)}`, {
      data: { path, code },
      cause: error,
    });
  }
}

/** The error for a path that would leave the output folder. */
export function unsafePath(path: string, why: string): ToolkitError {
  return new ToolkitError('output-path-unsafe', `'${path}' ${why}; nothing was written`, { data: { path } });
}
