import { createHash, type Hash } from 'node:crypto';
import { jsonLine } from '../../report/json/json-text';

/** SHA-256 of plain data, in hexadecimal. Item by item: the text of ten thousand claims in one piece would take 50 MB. */
export function hashValue(value: unknown): string {
  const hash = createHash('sha256');
  feed(hash, value);
  return hash.digest('hex');
}

function feed(hash: Hash, value: unknown): void {
  if (!Array.isArray(value)) {
    hash.update(value === undefined ? 'null' : jsonLine(value));
    return;
  }
  hash.update('[');
  for (const item of value) {
    feed(hash, item);
    hash.update(',');
  }
  hash.update(']');
}
