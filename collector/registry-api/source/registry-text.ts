import { isUtf8 } from 'node:buffer';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { MOST_BYTES } from './registry-source';

/**
 * Bytes of a registry as text.
 *
 * @throws ToolkitError `registry-unreadable` for bytes that are no UTF-8
 */
export function registryText(bytes: Buffer, file: string): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const problem = 'the file is no UTF-8 text';
  throw new ToolkitError('registry-unreadable', `${file}: ${problem}`, { data: { file } });
}

/** A registry with more bytes than are read. */
export function tooLarge(place: string): ToolkitError {
  const message = `${place} has more than ${MOST_BYTES / 2 ** 20} MiB`;
  return new ToolkitError('registry-too-large', message);
}

/** There is no registry. */
export function notFound(place: string, cause?: unknown): ToolkitError {
  return new ToolkitError('registry-not-found', `${place} does not exist`, { cause });
}
