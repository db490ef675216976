import { ToolkitError } from '../../../core/errors/toolkit-error';
import { MOST_BYTES } from './registry-source';

/** A registry with more bytes than are read. */
export function tooLarge(place: string): ToolkitError {
  const message = `${place} has more than ${MOST_BYTES / 2 ** 20} MiB`;
  return new ToolkitError('registry-too-large', message);
}

/** There is no registry. */
export function notFound(place: string, cause?: unknown): ToolkitError {
  return new ToolkitError('registry-not-found', `${place} does not exist`, { cause });
}
