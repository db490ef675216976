import { ToolkitError } from '../core/errors/toolkit-error';
import { whyNoText } from './why-no-text';

/** Bytes of a target's file as text, byte order mark kept. Throws `target-file-not-text` when they are not UTF-8. */
export function decodeText(path: string, bytes: Buffer): string {
  assertText(path, bytes);
  return bytes.toString('utf8');
}

/** Throws `target-file-not-text` when the bytes of a target's file are not UTF-8. */
export function assertText(path: string, bytes: Buffer): void {
  const why = whyNoText(bytes);
  if (why !== undefined) {
    throw new ToolkitError(
      'target-file-not-text',
      `${path} in the target is not UTF-8 text; convert it or move it out of the claims' folders`,
      { data: { path, why } },
    );
  }
}
