import { hasInvisible, EVERY_INVISIBLE } from '../../core/text/invisible-characters';
import { MASK, maskSecretsInUse } from '../../core/secrets/secrets-in-use';
import type { Shown } from '../text/shown';
import { isJsonObject } from '../../core/json/json-guards';

interface RawJson {
  readonly rawJSON?: (text: string) => unknown;
}

/** Names of our own fields. A secret that is such a word is not masked as a key: the document would lose its form. */
const FIELD_NAME = /^[A-Za-z]{1,16}$/;

/**
 * A document for `--json`: indented by two, integers beyond 2^53 as the numbers that they are, secrets in use masked in every value
 * and key, every invisible character as its `\u` escape, which a reader of JSON takes for the same.
 */
export function jsonText(value: unknown): Shown {
  return inEscapes(JSON.stringify(value, shownValue, 2));
}

/** One line of JSON, for events. */
export function jsonLine(value: unknown): Shown {
  return inEscapes(JSON.stringify(value, shownValue));
}

/** Between its tokens JSON has blanks and line feeds alone; every other invisible character stands inside a string. */
function inEscapes(json: string): Shown {
  const text = hasInvisible(json) ? json.replaceAll(EVERY_INVISIBLE, escaped) : json;
  return text as Shown;
}

function escaped(character: string): string {
  if (character === '\n') return character;
  let text = '';
  for (let index = 0; index < character.length; index += 1) {
    text += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return text;
}

function shownValue(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return maskSecretsInUse(value);
  if (typeof value === 'number') return isMasked(String(value)) ? MASK : value;
  if (typeof value === 'bigint') {
    if (isMasked(value.toString())) return MASK;
    return (JSON as RawJson).rawJSON?.(value.toString()) ?? value.toString();
  }
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
