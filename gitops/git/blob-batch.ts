import { ToolkitError } from '../../core/errors/toolkit-error';

const NEWLINE = 0x0a;

/**
 * Reads the answer of `git cat-file --batch` to a list of object ids: `<id> blob <size>\n<bytes>\n` each, in the
 * order asked. Works on bytes, so that any content is safe.
 */
export function parseBlobBatch(answer: Buffer, ids: readonly string[]): Buffer[] {
  const blobs: Buffer[] = [];
  let at = 0;
  for (const id of ids) {
    const end = answer.indexOf(NEWLINE, at);
    const header = answer.subarray(at, end === -1 ? at : end).toString('latin1');
    const [name, type, size] = header.split(' ');
    if (end === -1 || name !== id || type !== 'blob' || size === undefined) {
      throw new ToolkitError('git-failed', `the target misses object ${id} (${header || 'no answer'})`);
    }
    const start = end + 1;
    at = start + Number(size);
    blobs.push(answer.subarray(start, at));
    at += 1;
  }
  return blobs;
}
