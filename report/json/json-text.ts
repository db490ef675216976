import { escapeInvisible, wholeNumber } from '../../core/json/canonical-json';
import { MASK, maskSecretsInUse } from '../../core/secrets/secrets-in-use';
import type { Shown } from '../text/shown';
import { isJsonObject } from '../../core/json/json-guards';

/** Names of our own fields. A secret that is such a word is not masked as a key: the document would lose its form. */
const FIELD_NAME = /^[A-Za-z]{1,16}$/;

/**
 * A document for `--json`: indented by two, integers beyond 2^53 as the numbers that they are, secrets in use masked in every value
 * and key, every invisible character as its `\u` escape, which a reader of JSON takes for the same.
 */
export function jsonText(value: unknown): Shown {
  return escapeInvisible(JSON.stringify(value, shownValue, 2)) as Shown;
}

/** One line of JSON, for events. */
export function jsonLine(value: unknown): Shown {
  return escapeInvisible(JSON.stringify(value, shownValue)) as Shown;
}

function shownValue(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return maskSecretsInUse(value);
  if (typeof value === 'number') return isMasked(String(value)) ? MASK : value;
  if (typeof value === 'bigint') return isMasked(value.toString()) ? MASK : wholeNumber(value);
  return isJsonObject(value) ? shownKeys(value) : value;
}

function isMasked(text: string): boolean {
  return maskSecretsInUse(text) !== text;
}

/** The same object unless a key holds a secret. */
function shownKeys(value: object): object {
  const keys = Object.keys(value);
  if (!keys.some((key) => !FIELD_NAME.test(key) && isMasked(key))) return value;
  const shown: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const name = FIELD_NAME.test(key) ? key : maskSecretsInUse(key);
    let unique = name;
    for (let count = 2; Object.hasOwn(shown, unique); count += 1) unique = `${name} (${count})`;
    Object.defineProperty(shown, unique, {
      value: item,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return shown;
}
