import { createHash, type Hash } from 'node:crypto';
import { canonicalJson } from '../../core/json/canonical-json';

/** SHA-256 of plain data, in hexadecimal. Item by item: the text of ten thousand claims in one piece would take 50 MB. */
export function hashValue(value: unknown): string {
  const hash = createHash('sha256');
  feed(hash, value);
  return hash.digest('hex');
}

/** SHA-256 of plain data that is small: of its JSON in one piece. */
export function hashJson(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

function feed(hash: Hash, value: unknown): void {
  if (!Array.isArray(value)) {
    hash.update(value === undefined ? 'null' : canonicalJson(value));
    return;
  }
  hash.update('[');
  for (const item of value) {
    feed(hash, item);
    hash.update(',');
  }
  hash.update(']');
}
