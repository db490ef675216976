import { hash } from 'node:crypto';
import type { ObjectFormat } from '../snapshot';
import type { TextBytes } from '../yaml/text-bytes';

/**
 * The id that Git gives to a blob with this content (git-hash-object(1)): computed here so that a plan knows
 * which files differ without asking Git and without reading them.
 */
export function blobObjectId(content: string, format: ObjectFormat = 'sha1'): string {
  return hash(format, `blob ${Buffer.byteLength(content)}\0${content}`);
}

/** {@link blobObjectId} of text that was never made a string. */
export function blobObjectIdOfBytes(content: TextBytes, format: ObjectFormat = 'sha1'): string {
  return hash(format, content.withHeader(blobHeader));
}

function blobHeader(length: number): string {
  return `blob ${length}\0`;
}
