import { ToolkitError } from '../core/errors/toolkit-error';
import { SPECIAL_FILE } from '../core/snapshot';

/** What the mode of an index entry is called in a message. */
function nameOf(mode: string): string {
  switch (mode) {
    case '120000':
      return 'a symlink';
    case '160000':
      return 'a submodule';
    case '040000':
      return 'a folder';
    case SPECIAL_FILE:
      return 'a pipe, a socket or a device';
    default:
      return 'a file';
  }
}

/** `target-symlink`: something that is not a plain file or folder stands where we would read or write. */
export function notAPlainFile(path: string, mode: string): ToolkitError {
  return new ToolkitError(
    'target-symlink',
    `${path} in the target is ${nameOf(mode)}; it is neither followed nor replaced, put a plain file or folder there`,
    { data: { path, mode } },
  );
}

/** `target-symlink` for a path below something that is not a folder. */
export function belowNoFolder(path: string, parent: string, mode: string): ToolkitError {
  return new ToolkitError(
    'target-symlink',
    `${path} cannot be written: ${parent} in the target is ${nameOf(mode)}, not a folder`,
    { data: { path, parent, mode } },
  );
}
