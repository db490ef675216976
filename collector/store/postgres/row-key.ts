import { createHash } from 'node:crypto';

/** Most bytes of a part of a key: five of them fit into a row of an index, which may have 2,704. */
const MOST_BYTES = 400;

/** Stands for a part that is longer. A part that looks like it is replaced too, so that no other one is taken for it. */
const LONG = 'sha256:';

/** A part of a key as it stands in rows: JSON, or the hash of it where it is long. */
export function keyPart(part: string): string {
  const text = JSON.stringify(part);
  if (isPlain(text)) return text;
  return `"${LONG}${createHash('sha256').update(text).digest('hex')}"`;
}

/** A key (a JSON list of texts) as it stands in rows. */
export function rowKey(key: string): string {
  if (isPlain(key)) return key;
  return `[${(JSON.parse(key) as readonly string[]).map(keyPart).join(',')}]`;
}

/** Keys from `low` on and below `high`, in the order of bytes. */
export interface KeyRange {
  readonly low: string;
  readonly high: string;
}

/** Keys whose first parts are these; of all where there are none. */
export function keysBelow(...parts: readonly string[]): KeyRange {
  const low = `[${parts.map((part) => `${keyPart(part)},`).join('')}`;
  // The character after the last one: `[` and `,` are both ASCII.
  const next = String.fromCharCode(low.charCodeAt(low.length - 1) + 1);
  return { low, high: low.slice(0, -1) + next };
}

function isPlain(text: string): boolean {
  return (text.length * 3 <= MOST_BYTES || Buffer.byteLength(text) <= MOST_BYTES) && !text.includes(LONG);
}
