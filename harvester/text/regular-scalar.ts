/**
 * Proves that a scalar standing in one line is read alike by every YAML reader, without a YAML library: what the
 * functions here accept is plain or quoted text without line breaks, anchors, tags or rare escapes. -1 means "not
 * proven", never "wrong"; foreign characters (`hasForeignCharacter`) must have been excluded before.
 */
const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const HYPHEN = 45;
const COLON = 58;
const BACKSLASH = 92;

const SIMPLE_ESCAPES = codes('"\\/nrt');
const HEX = /^[0-9a-fA-F]{4}$/;
/** Characters that cannot open a plain scalar, or only sometimes. */
const NO_PLAIN_START = codes(',[]{}#&*!|>%@`?:\t\r\n ');
const SIGNS = codes('+-.');
const NO_NUMBER = /^[-+]?\.(?:inf|nan)$/i;
const NULL_WORD = /^(?:~|null|Null|NULL)?$/;

/** Whether a line has only blanks from `position` on, or blanks and a comment. Returns where it ends, else -1. */
export function emptyToLineEnd(text: string, position: number): number {
  let at = position;
  let code = text.charCodeAt(at);
  while (code === SPACE || code === TAB) code = text.charCodeAt(++at);
  if (code === NEWLINE || at >= text.length) return at;
  if (code === RETURN) return at + 1 === text.length ? -1 : at + 1;
  if (code !== HASH || (at === position && !isBlank(text.charCodeAt(at - 1)))) return -1;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** End of the key that starts at `position`: where its colon stands. Only plain words followed by a blank or nothing. */
export function regularKeyEnd(text: string, position: number): number {
  let at = position;
  let code = text.charCodeAt(at);
  if (!isWord(code)) return -1;
  do code = text.charCodeAt(++at);
  while (isWord(code) || code === HYPHEN || code === 46 || code === 47 || (code >= 48 && code <= 57));
  if (code !== COLON) return -1;
  const next = text.charCodeAt(at + 1);
  return next === SPACE || next === NEWLINE || next === RETURN || at + 1 === text.length ? at : -1;
}

/** Skips spaces. */
export function skipSpaces(text: string, position: number): number {
  let at = position;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** End of the scalar that starts at `position`; the rest of the line is for {@link emptyToLineEnd}. */
export function regularScalarEnd(text: string, position: number): number {
  const code = text.charCodeAt(position);
  if (code === DOUBLE_QUOTE) return doubleQuotedEnd(text, position);
  if (code === SINGLE_QUOTE) return singleQuotedEnd(text, position);
  return plainEnd(text, position);
}

/** What a proven scalar says; the words for null as they stand. */
export function scalarText(text: string, start: number, end: number): string {
  const code = text.charCodeAt(start);
  if (code === SINGLE_QUOTE && end > start) return text.slice(start + 1, end - 1).replaceAll("''", "'");
  if (code !== DOUBLE_QUOTE || end <= start) return text.slice(start, end);
  const inner = text.slice(start + 1, end - 1);
  return inner.includes('\\') ? unescapeSimple(inner) : inner;
}

/** Like {@link scalarText}, but a plain null (`~`, `null`, nothing) is the empty text, as a Go string field reads it. */
export function fieldText(text: string, start: number, end: number): string {
  const value = scalarText(text, start, end);
  return value.length <= 4 && end - start === value.length && NULL_WORD.test(value) ? '' : value;
}

const ESCAPE = /\\(?:u(?<hex>[0-9a-fA-F]{4})|(?<short>["\\/nrt]))/g;
const SHORT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescapeSimple(inner: string): string {
  return inner.replace(ESCAPE, (_, hex: string | undefined, short: string | undefined) =>
    hex === undefined ? (SHORT[short ?? ''] ?? short ?? '') : String.fromCharCode(parseInt(hex, 16)),
  );
}

function doubleQuotedEnd(text: string, position: number): number {
  for (let at = position + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === DOUBLE_QUOTE) return at + 1;
    if (code === NEWLINE || code === RETURN) return -1;
    if (code !== BACKSLASH) continue;
    const escape = text.charCodeAt(++at);
    if (escape === 117) {
      if (!HEX.test(text.slice(at + 1, at + 5))) return -1;
      at += 4;
    } else if (!SIMPLE_ESCAPES.has(escape)) return -1;
  }
  return -1;
}

function singleQuotedEnd(text: string, position: number): number {
  for (let at = position + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE || code === RETURN) return -1;
    if (code !== SINGLE_QUOTE) continue;
    if (text.charCodeAt(at + 1) !== SINGLE_QUOTE) return at + 1;
    at++;
  }
  return -1;
}

function plainEnd(text: string, position: number): number {
  let code = text.charCodeAt(position);
  if (position >= text.length || NO_PLAIN_START.has(code)) return -1;
  if (code === HYPHEN) {
    const next = text.charCodeAt(position + 1);
    if (Number.isNaN(next) || next === HYPHEN || isBlank(next) || next === NEWLINE || next === RETURN) {
      return -1;
    }
  }
  let end = position;
  for (let at = position; at < text.length; at++) {
    code = text.charCodeAt(at);
    if (code === NEWLINE) break;
    if (code === SPACE || code === TAB || code === RETURN) continue;
    if (code === HASH && isBlank(text.charCodeAt(at - 1))) break;
    if (code === COLON) {
      const next = text.charCodeAt(at + 1);
      if (isBlank(next) || next === NEWLINE || next === RETURN || at + 1 === text.length) return -1;
    }
    end = at + 1;
  }
  // Readers of a cluster stop at infinities and NaN.
  if (SIGNS.has(text.charCodeAt(position)) && end <= position + 5) {
    return NO_NUMBER.test(text.slice(position, end)) ? -1 : end;
  }
  return end;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function codes(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (character) => character.charCodeAt(0)));
}
