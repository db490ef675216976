import { ToolkitError } from '../../core/errors/toolkit-error';

const NEWLINE = 0x0a;

/**
 * Reads the answer of `git cat-file --batch` to a list of object ids: `<id> blob <size>\n<bytes>\n` each, in the
 * order asked. Works on bytes, so that any content is safe.
 */
export function parseBlobBatch(answer: Buffer, ids: readonly string[]): Buffer[] {
  const found = parseFoundBlobs(answer, ids);
  return ids.map((id, at) => {
    const blob = found[at];
    if (blob === undefined) throw missing(id, 'missing');
    return blob;
  });
}

/** The same where objects may be missing, or be no blobs: undefined stands for those. */
export function parseFoundBlobs(answer: Buffer, ids: readonly string[]): (Buffer | undefined)[] {
  const blobs: (Buffer | undefined)[] = [];
  let at = 0;
  for (const id of ids) {
    const end = answer.indexOf(NEWLINE, at);
    const header = answer.subarray(at, end === -1 ? at : end).toString('latin1');
    const [name, type, size] = header.split(' ');
    if (end === -1 || name !== id || type === undefined) throw missing(id, header || 'no answer');
    const start = end + 1;
    if (size === undefined) {
      blobs.push(undefined);
      at = start;
      continue;
    }
    at = start + Number(size);
    blobs.push(type === 'blob' ? answer.subarray(start, at) : undefined);
    at += 1;
  }
  return blobs;
}

function missing(id: string, answer: string): ToolkitError {
  return new ToolkitError('git-failed', `the target misses object ${id} (${answer})`);
}
