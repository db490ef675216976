import { isJsonObject } from '../../../core/json/json-guards';

const NAMES = ['cluster', 'claimRef', 'statusMessage'] as const;
/** Longer texts may be nested deeper than Go reads. */
const LONGEST = 10_000;

/**
 * The fields of a report that Go and JavaScript read alike, whatever they hold: an object and nothing behind it, without escapes, with each of the original's names once and in no
 * other case. Nearly all reports are such; {@link decodeFields} reads the others as Go does.
 *
 * @returns undefined where Go may read something else
 */
export function plainFields(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.length > LONGEST || text.includes('\\')) return undefined;
  for (const name of NAMES) {
    const first = text.indexOf(`"${name}"`);
    if (first < 0 || text.includes(`"${name}"`, first + 1)) return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(value)) return undefined;
  for (const key in value) {
    // A longer or shorter key is none of these in another case: no letter of them has a fold of another length.
    if (isOfTheirLength(key.length) && !NAMES.includes(key as never) && isFolded(key)) return undefined;
  }
  return NAMES.every((name) => typeof value[name] === 'string') ? value : undefined;
}

function isOfTheirLength(length: number): boolean {
  return length === 7 || length === 8 || length === 13;
}

function isFolded(key: string): boolean {
  const folded = key.replaceAll('ſ', 's').toLowerCase();
  return NAMES.some((name) => name.toLowerCase() === folded);
}
