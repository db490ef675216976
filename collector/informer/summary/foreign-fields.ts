/** A field of a foreign object: undefined where there is none, or where the object is none. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** A text of a foreign object, cut; empty where it is none. Lengths in UTF-16 units. */
export function textField(value: unknown, name: string, limit: number): string {
  const text = field(value, name);
  return typeof text === 'string' ? cut(text, limit) : '';
}

/** Cuts a text without leaving half a character. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const isHalf = last >= 0xd800 && last < 0xdc00;
  // A copy: a slice would hold the whole text in memory.
  return Buffer.from(text.slice(0, isHalf ? limit - 1 : limit)).toString();
}

/** A number of a foreign object that counts something. */
export function countField(value: unknown, name: string): number | undefined {
  const count = field(value, name);
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}
