import { isJsonList, isJsonObject } from '../../core/json/json-guards';

type Entry = readonly [string | number, unknown];

/**
 * What a value is to another one: the same, with its fields in the same order; `cut`, what is left of it when the text ends too early
 * (fields and items at the end are missing, and the last one that is there may be a part of itself); or something else.
 */
export function cutFrom(part: unknown, whole: unknown): 'same' | 'cut' | 'other' {
  if (isJsonObject(part) && isJsonObject(whole)) {
    return entriesCutFrom(Object.entries(part), Object.entries(whole));
  }
  if (isJsonList(part) && isJsonList(whole)) {
    return entriesCutFrom([...part.entries()], [...whole.entries()]);
  }
  if (part === whole) return 'same';
  // Nothing stands behind a key at which the text ends.
  if (part === null) return 'cut';
  const isScalar = !isJsonObject(part) && !isJsonList(part);
  return isScalar && textOf(whole).startsWith(textOf(part)) ? 'cut' : 'other';
}

function entriesCutFrom(part: readonly Entry[], whole: readonly Entry[]): 'same' | 'cut' | 'other' {
  for (const [index, [key, value]] of part.entries()) {
    const [otherKey, other] = whole[index] ?? [];
    if (key !== otherKey) return 'other';
    const found = cutFrom(value, other);
    if (found !== 'same') return found === 'cut' && index === part.length - 1 ? 'cut' : 'other';
  }
  return part.length < whole.length ? 'cut' : 'same';
}

/** A scalar as it is written, without the line feed that a reader adds; of an object its first key, which without a colon is a text. */
function textOf(value: unknown): string {
  if (isJsonObject(value)) return Object.keys(value)[0] ?? '';
  return typeof value === 'string' ? value.trimEnd() : String(value);
}
