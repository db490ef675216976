import { hash } from 'node:crypto';
import type { ObjectFormat } from '../snapshot';

/**
 * The id that Git gives to a blob with this content (git-hash-object(1)): computed here so that a plan knows
 * which files differ without asking Git and without reading them.
 */
export function blobObjectId(content: string, format: ObjectFormat = 'sha1'): string {
  return hash(format, `blob ${Buffer.byteLength(content)}\0${content}`);
}
