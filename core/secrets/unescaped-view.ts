/** A text with its escapes resolved, and where each of its units stood. */
export interface UnescapedView {
  readonly text: string;
  /** Start of each UTF-16 unit in the text before; one more entry for the end. */
  readonly starts: Uint32Array;
}

const PERCENT = 0x25;
const AMPERSAND = 0x26;
const BACKSLASH = 0x5c;

/** Longest reference of HTML that is looked at: `&#x10ffff;`. */
const LONGEST_REFERENCE = 10;
const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v' };

/** Escapes by the character that begins them: percent-encoding, backslashes, references of HTML. */
export type EscapeSign = '%' | '\\' | '&';

const EVERY_SIGN: readonly EscapeSign[] = ['%', '\\', '&'];

/**
 * A text as it reads once percent-encoding (RFC 3986), the backslashes of JSON, C and shells, and the character references of
 * HTML are resolved, however they are mixed; undefined where nothing in it is escaped. Takes time in proportion to the text.
 *
 * @param signs - which of them; default: all
 */
export function unescapedView(
  text: string,
  signs: readonly EscapeSign[] = EVERY_SIGN,
): UnescapedView | undefined {
  if (!signs.some((sign) => text.includes(sign))) return undefined;
  const codes = signs.map((sign) => sign.charCodeAt(0));
  const starts: number[] = [];
  const pieces: string[] = [];
  let changed = false;
  let plainFrom = 0;
  let position = 0;
  while (position < text.length) {
    const escape = codes.includes(text.charCodeAt(position)) ? escapeAt(text, position) : undefined;
    if (escape === undefined) {
      starts.push(position);
      position += 1;
      continue;
    }
    changed = true;
    pieces.push(text.slice(plainFrom, position), escape.text);
    for (let unit = 0; unit < escape.text.length; unit += 1) starts.push(position);
    position = escape.end;
    plainFrom = position;
  }
  if (!changed) return undefined;
  pieces.push(text.slice(plainFrom));
  starts.push(text.length);
  return { text: pieces.join(''), starts: Uint32Array.from(starts) };
}

interface Escape {
  readonly text: string;
  readonly end: number;
}

function escapeAt(text: string, position: number): Escape | undefined {
  switch (text.charCodeAt(position)) {
    case PERCENT:
      return bytesFrom(text, position, percentByte);
    case BACKSLASH:
      return backslash(text, position);
    case AMPERSAND:
      return reference(text, position);
    default:
      return undefined;
  }
}

interface EscapedByte {
  readonly value: number;
  readonly end: number;
}

/** The run of escaped bytes that begins here, as UTF-8, else byte by byte. */
function bytesFrom(
  text: string,
  position: number,
  byteAt: (text: string, position: number) => EscapedByte | undefined,
): Escape | undefined {
  const bytes: number[] = [];
  let end = position;
  // A character of UTF-8 has four bytes at most; a longer run is taken piece by piece.
  for (let byte = byteAt(text, end); byte !== undefined; byte = byteAt(text, end)) {
    const continues = (byte.value & 0xc0) === 0x80;
    if (bytes.length > 0 && (!continues || bytes.length === 4)) break;
    bytes.push(byte.value);
    end = byte.end;
    if (byte.value < 0x80) break;
  }
  if (bytes.length === 0) return undefined;
  const buffer = Buffer.from(bytes);
  const decoded = buffer.toString('utf8');
  return { text: decoded.includes('\ufffd') ? buffer.toString('latin1') : decoded, end };
}

function percentByte(text: string, position: number): EscapedByte | undefined {
  if (text.charCodeAt(position) !== PERCENT) return undefined;
  const value = digits(text, position + 1, 2, 16);
  return value === undefined ? undefined : { value, end: position + 3 };
}

/** `\303`, as Git and C write bytes. */
function octalByte(text: string, position: number): EscapedByte | undefined {
  if (text.charCodeAt(position) !== BACKSLASH) return undefined;
  const value = digits(text, position + 1, 3, 8);
  return value === undefined || value > 0xff ? undefined : { value, end: position + 4 };
}

function hexByte(text: string, position: number): EscapedByte | undefined {
  if (text.charCodeAt(position) !== BACKSLASH || text.charAt(position + 1) !== 'x') return undefined;
  const value = digits(text, position + 2, 2, 16);
  return value === undefined ? undefined : { value, end: position + 4 };
}

function backslash(text: string, position: number): Escape | undefined {
  const next = text.charAt(position + 1);
  if (next === '') return undefined;
  if (next === 'u') {
    const unit = digits(text, position + 2, 4, 16);
    return unit === undefined ? undefined : { text: String.fromCharCode(unit), end: position + 6 };
  }
  if (next === 'x') return bytesFrom(text, position, hexByte);
  if (next >= '0' && next <= '7') return bytesFrom(text, position, octalByte);
  const letter = LETTERS[next];
  if (letter !== undefined) return { text: letter, end: position + 2 };
  return /[A-Za-z0-9]/.test(next) ? undefined : { text: next, end: position + 2 };
}

function reference(text: string, position: number): Escape | undefined {
  const end = text.slice(position, position + LONGEST_REFERENCE).indexOf(';');
  if (end < 0) return undefined;
  const name = text.slice(position + 1, position + end);
  const after = position + end + 1;
  const known = Object.hasOwn(REFERENCES, name) ? REFERENCES[name] : undefined;
  if (known !== undefined) return { text: known, end: after };
  if (!name.startsWith('#')) return undefined;
  const isHex = name.charAt(1).toLowerCase() === 'x';
  const from = isHex ? 2 : 1;
  const code = digits(name, from, name.length - from, isHex ? 16 : 10);
  return code === undefined || code > 0x10ffff ? undefined : { text: String.fromCodePoint(code), end: after };
}

/** The number that exactly so many digits give; undefined where there are others or none. */
function digits(text: string, from: number, count: number, base: 8 | 10 | 16): number | undefined {
  if (count < 1 || from + count > text.length) return undefined;
  let value = 0;
  for (let index = from; index < from + count; index += 1) {
    const digit = Number.parseInt(text.charAt(index), base);
    if (Number.isNaN(digit)) return undefined;
    value = value * base + digit;
  }
  return value;
}
