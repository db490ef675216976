import { createHash } from 'node:crypto';
import { whyUnreadable } from './why-unreadable';
import { readPlainFile } from './read-plain-file';

/** What stands for the id of a file that cannot be read: no content has it. */
const UNKNOWN = '0'.repeat(40);

/**
 * The id that Git (SHA-1) gives to the bytes of a file; one that no content has where they may not be read.
 *
 * @param path - in the target, for messages
 */
export async function hashFile(full: string, path: string): Promise<string> {
  let bytes;
  try {
    bytes = await readPlainFile(full, path);
  } catch (error) {
    if (whyUnreadable(error) === undefined) throw error;
    return UNKNOWN;
  }
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
