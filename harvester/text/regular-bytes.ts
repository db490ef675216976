import { isForeignAt } from '../../core/yaml/foreign-bytes';

/**
 * What `regular-scalar` and `block-scalar` prove of a text, proven of UTF-8, one byte after the other: for those who pass over most of a large file. What is accepted here is accepted there; -1 means
 * "ask there". Foreign characters are refused on the way. A line without a line feed proves nothing.
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
const BAR = 124;
const GREATER = 62;

/** Which of these bytes are more than a character like any other: in a comment, and in each kind of scalar. */
const IN_COMMENT = 1;
const IN_PLAIN = 2;
const IN_DOUBLE = 4;
const IN_SINGLE = 8;
/** A plain scalar begins with it whatever follows. */
const BEGINS_PLAIN = 16;
const IS_ESCAPED = 32;

const MEANING = meanings();

/** End of the line whose value begins at `at`, behind the spaces that follow the colon: one scalar or none, and a comment or none. */
export function valueLineEnd(bytes: Buffer, at: number): number {
  const byte = bytes[at] as number;
  if (((MEANING[byte] as number) & BEGINS_PLAIN) !== 0) return plainLineEnd(bytes, at);
  if (byte === NEWLINE || byte === RETURN) return lineFeedAt(bytes, at);
  if (byte === SINGLE_QUOTE) return singleQuotedLineEnd(bytes, at + 1);
  if (byte === DOUBLE_QUOTE) return doubleQuotedLineEnd(bytes, at + 1);
  return byte === HASH ? commentEnd(bytes, at) : -1;
}

/** End of a line of which nothing is known but that it may say anything: a comment, or a part of a block scalar. */
export function commentEnd(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (((MEANING[byte] as number) & IN_COMMENT) === 0) continue;
    if (byte === NEWLINE) return at;
    if (isForeignAt(bytes, at)) return -1;
  }
  return -1;
}

/** Whether a value of several lines begins so. */
export function opensBlock(byte: number): boolean {
  return byte === BAR || byte === GREATER;
}

/**
 * End of the last line of a block scalar that says something: where its line feed is.
 *
 * @param at - of `|` or `>`
 * @param parent - columns of the map that the value belongs to
 * @param limit - behind the last line feed
 */
export function blockEnd(bytes: Buffer, at: number, parent: number, limit: number): number {
  let lineEnd = lineFeedAt(bytes, bytes[at + 1] === HYPHEN ? at + 2 : at + 1);
  if (lineEnd < 0) return -1;
  let indent = -1;
  let end = -1;
  for (let line = lineEnd + 1; line < limit; line = lineEnd + 1) {
    let start = line;
    while (bytes[start] === SPACE) start++;
    const columns = start - line;
    const byte = bytes[start] as number;
    if (byte === NEWLINE || byte === RETURN) {
      lineEnd = lineFeedAt(bytes, start);
      if (lineEnd < 0 || indent < 0 || columns > indent) return -1;
      continue;
    }
    if (byte === TAB) return -1;
    if (columns <= parent) return end;
    if (indent < 0) {
      if (byte === HASH) return -1;
      indent = columns;
    } else if (columns < indent) return -1;
    lineEnd = commentEnd(bytes, start);
    if (lineEnd < 0) return -1;
    end = lineEnd;
  }
  return end;
}

/** The line feed that stands here, or behind a carriage return. */
function lineFeedAt(bytes: Buffer, at: number): number {
  if (bytes[at] === NEWLINE) return at;
  return bytes[at] === RETURN && bytes[at + 1] === NEWLINE ? at + 1 : -1;
}

function plainLineEnd(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (((MEANING[byte] as number) & IN_PLAIN) === 0) continue;
    if (byte === NEWLINE) return at;
    if (byte === COLON) {
      const next = bytes[at + 1] as number;
      if (next <= SPACE) return -1;
    } else if (byte === HASH) {
      if (isBlank(bytes[at - 1])) return commentEnd(bytes, at);
    } else if (isForeignAt(bytes, at)) return -1;
  }
  return -1;
}

function singleQuotedLineEnd(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (((MEANING[byte] as number) & IN_SINGLE) === 0) continue;
    if (byte === SINGLE_QUOTE) {
      if (bytes[at + 1] !== SINGLE_QUOTE) return emptyLineEnd(bytes, at + 1);
      at++;
    } else if (byte === NEWLINE || byte === RETURN || isForeignAt(bytes, at)) return -1;
  }
  return -1;
}

function doubleQuotedLineEnd(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (((MEANING[byte] as number) & IN_DOUBLE) === 0) continue;
    if (byte === DOUBLE_QUOTE) return emptyLineEnd(bytes, at + 1);
    if (byte === BACKSLASH) {
      if (((MEANING[bytes[++at] as number] as number) & IS_ESCAPED) === 0) return -1;
    } else if (byte === NEWLINE || byte === RETURN || isForeignAt(bytes, at)) return -1;
  }
  return -1;
}

/** Blanks, and a comment behind them. */
function emptyLineEnd(bytes: Buffer, from: number): number {
  let at = from;
  while (isBlank(bytes[at])) at++;
  if (bytes[at] === HASH && at > from) return commentEnd(bytes, at);
  return lineFeedAt(bytes, at);
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

function meanings(): Uint8Array {
  const table = new Uint8Array(256);
  const mark = (bytes: Iterable<number>, meaning: number): void => {
    for (const byte of bytes) table[byte] = (table[byte] as number) | meaning;
  };
  const anywhere = IN_COMMENT | IN_PLAIN | IN_DOUBLE | IN_SINGLE;
  mark(Array(SPACE).keys(), anywhere);
  // Delete, and the first bytes of characters some of which are foreign.
  mark([0x7f, 0xc2, 0xe2, 0xef], anywhere);
  mark([COLON, HASH], IN_PLAIN);
  mark([DOUBLE_QUOTE, BACKSLASH], IN_DOUBLE);
  mark([SINGLE_QUOTE], IN_SINGLE);
  mark(
    Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/~<=$^();\\'),
    BEGINS_PLAIN,
  );
  mark(
    Array.from({ length: 0x80 }, (_, index) => 0x80 + index),
    BEGINS_PLAIN,
  );
  mark(Buffer.from('"\\/nrt'), IS_ESCAPED);
  return table;
}
