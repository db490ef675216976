import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** The id that Git (SHA-1) gives to the bytes of a file. */
export async function hashFile(path: string): Promise<string> {
  const bytes = await readFile(path);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
