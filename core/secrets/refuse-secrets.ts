import { ToolkitError } from '../errors/toolkit-error';
import { holdsTellingSecret } from './secrets-in-use';

/** A file on its way to a disk or repository. */
export interface FileToWrite {
  readonly path: string;
  /** Null or undefined: it is removed, or left as it is. */
  readonly content?: string | null;
}

/**
 * The last gate before files are written: none holds a secret that this run works with, whatever it came by.
 *
 * @throws ToolkitError `secret-in-file`
 */
export function refuseSecretsIn(files: Iterable<FileToWrite>): void {
  for (const { path, content } of files) {
    if (content === null || content === undefined) continue;
    if (holdsTellingSecret(path) || holdsTellingSecret(content)) {
      throw new ToolkitError(
        'secret-in-file',
        `'${path}' would hold a password or token that this run works with`,
        {
          data: { path },
        },
      );
    }
  }
}
