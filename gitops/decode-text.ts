import { isUtf8 } from 'node:buffer';
import { ToolkitError } from '../core/errors/toolkit-error';

/** Bytes of a target's file as text, byte order mark kept. Throws `target-file-not-text` when they are not UTF-8. */
export function decodeText(path: string, bytes: Buffer): string {
  if (!isUtf8(bytes)) {
    throw new ToolkitError(
      'target-file-not-text',
      `${path} in the target is not UTF-8 text; convert it or move it out of the claims' folders`,
      { data: { path } },
    );
  }
  return bytes.toString('utf8');
}
