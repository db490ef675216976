import { EVERY_INVISIBLE, hasInvisible } from '../text/invisible-characters';

interface RawJson {
  readonly rawJSON: (text: string) => unknown;
}

/**
 * JSON on one line whose bytes follow from the value alone: fields in their own order, integers beyond 2^53 as the numbers that they are,
 * every invisible character escaped. Hashes that stand in requests are made of it: its bytes never change.
 */
export function canonicalJson(value: unknown): string {
  return escapeInvisible(exactJson(value));
}

/** JSON as the language writes it, with integers beyond 2^53 as the numbers that they are. */
function exactJson(value: unknown): string {
  try {
    // Asking for each value takes several times as long, and hardly any document has such an integer.
    return JSON.stringify(value);
  } catch {
    return JSON.stringify(value, wholeNumbers);
  }
}

/**
 * The same document with every invisible character as its `\u` escape. Between its tokens JSON has blanks and line feeds alone; every
 * other invisible character stands inside a string.
 */
export function escapeInvisible(json: string): string {
  return hasInvisible(json) ? json.replaceAll(EVERY_INVISIBLE, escaped) : json;
}

/** An integer as JSON writes a number. */
export function wholeNumber(value: bigint): unknown {
  return (JSON as unknown as RawJson).rawJSON(value.toString());
}

function wholeNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? wholeNumber(value) : value;
}

function escaped(character: string): string {
  if (character === '\n') return character;
  let text = '';
  for (let index = 0; index < character.length; index += 1) {
    text += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return text;
}
