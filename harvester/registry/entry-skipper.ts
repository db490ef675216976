import { registryKey } from '../../core/registry-entry';
import { fieldText, regularScalarEnd } from '../text/regular-scalar';
import type { WantedKeys } from './wanted-keys';
import { blockEnd, commentEnd, opensBlock, valueLineEnd } from '../text/regular-bytes';

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const HASH = 35;
const HYPHEN = 45;
const COLON = 58;

/** An entry with more is left to others, so that looking for a name twice takes no time worth speaking of. */
const MOST_FIELDS = 64;

/** Fields of which a value of several lines proves nothing. */
const KEYS: ReadonlySet<string> = new Set(['name', 'category', 'claimRef']);

/** A field that entries have: its name and colon as bytes, and the last entry that had it. */
interface SeenField {
  readonly name: Uint8Array;
  readonly text: string;
  /** Its value is one line, or nothing is proven. */
  readonly isKey: boolean;
  entry: number;
}

/**
 * Passes over entries of the list `claims` that nobody wants to see, as long as each of their lines is a proven `key: value`. It stops at what is wanted, and at whatever the `BlockScanner` has to look
 * at: what it passes, that would have proven to be regular, too.
 */
export class EntrySkipper {
  /** Line feeds in what was passed. */
  lines = 0;
  private seen: SeenField[] = [];
  private entry = 0;
  /** Where the next field is expected among those that were seen. */
  private cursor = 0;
  /** Where the values of the entry stand, to the end of their lines; at 0 there is none. */
  private nameStart = 0;
  private nameEnd = 0;
  private categoryStart = 0;
  private categoryEnd = 0;

  /**
   * @param indent - column of the hyphens
   * @param wanted - what is not passed
   */
  constructor(
    private readonly indent: number,
    private readonly wanted: WantedKeys,
  ) {}

  /**
   * @param at - start of a line
   * @param isEnd - nothing comes behind these bytes; else an entry begins there
   * @returns start of the first line that was not passed
   */
  skip(bytes: Buffer, at: number, isEnd: boolean): number {
    const limit = isEnd ? bytes.lastIndexOf(NEWLINE) + 1 : bytes.length;
    let start = at;
    while (start < limit) {
      const { lines } = this;
      const end = this.passEntry(bytes, start, limit);
      // The last line may have no line feed: then it belongs to this entry.
      const isWhole = end >= 0 && (end < limit || limit === bytes.length);
      if (!isWhole || this.isWanted(bytes)) {
        this.lines = lines;
        return start;
      }
      start = end;
    }
    return start;
  }

  /** Whether somebody wants the entry that was passed last. */
  private isWanted(bytes: Buffer): boolean {
    const { nameStart, nameEnd, categoryStart, categoryEnd, wanted } = this;
    const end = simpleEnd(bytes, nameStart);
    if (nameStart > 0 && end === nameEnd && !wanted.mayHaveName(bytes, nameStart, end)) {
      wanted.passed += 1;
      return false;
    }
    const name = said(bytes, nameStart, nameEnd);
    return !wanted.passes(registryKey({ category: said(bytes, categoryStart, categoryEnd), name }));
  }

  /** Start of the first line that does not belong to the entry that begins here; -1: not proven. */
  private passEntry(bytes: Buffer, at: number, limit: number): number {
    const { indent } = this;
    const hyphen = at + indent;
    if (hyphen >= limit || bytes[hyphen] !== HYPHEN || bytes[hyphen + 1] !== SPACE) return -1;
    for (let space = at; space < hyphen; space++) if (bytes[space] !== SPACE) return -1;
    let first = hyphen + 2;
    while (bytes[first] === SPACE) first++;
    const column = first - at;
    this.entry += 1;
    this.cursor = 0;
    this.nameStart = this.nameEnd = 0;
    this.categoryStart = this.categoryEnd = 0;
    let end = this.passField(bytes, first, column, limit);
    while (end >= 0) {
      this.lines += 1;
      const line = end + 1;
      if (line >= limit) return line;
      let start = line;
      while (bytes[start] === SPACE) start++;
      const byte = bytes[start] as number;
      if (byte === NEWLINE) end = start;
      else if (byte === HASH || byte === RETURN) end = commentEnd(bytes, start);
      else if (start - line === column) end = this.passField(bytes, start, column, limit);
      else return start - line > indent ? -1 : line;
    }
    return -1;
  }

  /** The line feed behind a field and its value; -1: not proven. */
  private passField(bytes: Buffer, at: number, column: number, limit: number): number {
    const field = this.fieldAt(bytes, at);
    if (field === undefined) return -1;
    let value = at + field.name.length;
    const next = bytes[value] as number;
    if (next !== SPACE && next !== NEWLINE && next !== RETURN) return -1;
    while (bytes[value] === SPACE) value++;
    if (opensBlock(bytes[value] as number)) {
      const end = field.isKey ? -1 : blockEnd(bytes, value, column, limit);
      for (let line = value; line < end; line++) if (bytes[line] === NEWLINE) this.lines += 1;
      return end;
    }
    const end = valueLineEnd(bytes, value);
    if (field.isKey && end >= 0) {
      if (field.text === 'name') {
        this.nameStart = value;
        this.nameEnd = end;
      } else if (field.text === 'category') {
        this.categoryStart = value;
        this.categoryEnd = end;
      }
    }
    return end;
  }

  /** The field that begins here; undefined: none, or one that the entry has already. */
  private fieldAt(bytes: Buffer, at: number): SeenField | undefined {
    const { seen, cursor, entry } = this;
    const { length } = seen;
    for (let step = 0; step < length; step++) {
      const index = cursor + step < length ? cursor + step : cursor + step - length;
      const field = seen[index] as SeenField;
      if (!startsWith(bytes, at, field.name)) continue;
      if (field.entry === entry) return undefined;
      field.entry = entry;
      this.cursor = index + 1;
      return field;
    }
    return this.newField(bytes, at);
  }

  private newField(bytes: Buffer, at: number): SeenField | undefined {
    const { entry } = this;
    const end = keyEnd(bytes, at);
    if (end < 0) return undefined;
    if (this.seen.length >= MOST_FIELDS) {
      // What no entry had for long makes room.
      this.seen = this.seen.filter((field) => field.entry === entry);
      this.cursor = this.seen.length;
      if (this.cursor >= MOST_FIELDS) return undefined;
    }
    const name = Uint8Array.from(bytes.subarray(at, end + 1));
    const text = bytes.toString('latin1', at, end);
    const field = { name, text, isKey: KEYS.has(text), entry };
    this.seen.splice(this.cursor, 0, field);
    this.cursor += 1;
    return field;
  }
}

/** What a value says whose line was proven. */
function said(bytes: Buffer, start: number, lineEnd: number): string {
  const text = bytes.toString('utf8', start, lineEnd);
  const end = regularScalarEnd(text, 0);
  return end < 0 ? '' : fieldText(text, 0, end);
}

/** End of the letters, digits and the like that begin here. */
function simpleEnd(bytes: Buffer, from: number): number {
  let at = from;
  for (
    let byte = bytes[at] as number;
    isWord(byte) || isDigit(byte) || byte === HYPHEN;
    byte = bytes[at] as number
  ) {
    at++;
  }
  return at;
}

/** End of a key as `regularKeyEnd` takes it: where its colon stands. */
function keyEnd(bytes: Buffer, from: number): number {
  let at = from;
  let byte = bytes[at] as number;
  if (!isWord(byte)) return -1;
  do byte = bytes[++at] as number;
  while (isWord(byte) || (byte >= 45 && byte <= 57));
  return byte === COLON ? at : -1;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

function isWord(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || byte === 95;
}

function startsWith(bytes: Buffer, at: number, part: Uint8Array): boolean {
  for (let index = 0; index < part.length; index++) if (bytes[at + index] !== part[index]) return false;
  return true;
}
