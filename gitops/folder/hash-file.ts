import { createHash } from 'node:crypto';
import { readPlainFile } from './read-plain-file';

/**
 * The id that Git (SHA-1) gives to the bytes of a file.
 *
 * @param path - in the target, for messages
 */
export async function hashFile(full: string, path: string): Promise<string> {
  const bytes = await readPlainFile(full, path);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
