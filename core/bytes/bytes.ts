import { isUtf8 } from 'node:buffer';

/** Bytes that need not be in memory: those of a `Buffer` are, those of a file are read where somebody looks. They do not change. */
export interface Bytes {
  readonly length: number;
  /** A part of them in memory, which stays. */
  subarray(start: number, end: number): Buffer;
  /** Copies a part of them. */
  copy(target: Buffer, targetStart: number, start: number, end: number): number;
  /** All of them as UTF-8. */
  toString(): string;
}

/** What is looked at at once. */
const WINDOW = 256 * 1024;

/** A part of bytes that is not read before somebody looks. */
export class BytesPart implements Bytes {
  constructor(
    readonly source: Bytes,
    readonly base: number,
    readonly length: number,
  ) {}

  subarray(start: number, end: number): Buffer {
    return this.source.subarray(this.base + start, this.base + Math.min(end, this.length));
  }

  copy(target: Buffer, targetStart: number, start: number, end: number): number {
    return this.source.copy(target, targetStart, this.base + start, this.base + Math.min(end, this.length));
  }

  toString(): string {
    return this.subarray(0, this.length).toString();
  }
}

/** A part, which shares the memory of a buffer. */
export function partOf(bytes: Buffer, start: number, end: number): Buffer;
export function partOf(bytes: Bytes, start: number, end: number): Bytes;
export function partOf(bytes: Bytes, start: number, end: number): Bytes {
  if (Buffer.isBuffer(bytes)) return bytes.subarray(start, end);
  if (bytes instanceof BytesPart) return new BytesPart(bytes.source, bytes.base + start, end - start);
  return new BytesPart(bytes, start, end - start);
}

/** Pieces, one after the other, in windows of which each is there only until the next. */
export function* windowsOf(pieces: readonly Bytes[]): Generator<Buffer> {
  const [only] = pieces;
  if (pieces.length === 1 && Buffer.isBuffer(only)) {
    for (let at = 0; at < only.length; at += WINDOW) yield only.subarray(at, at + WINDOW);
    return;
  }
  const window = Buffer.allocUnsafeSlow(Math.min(WINDOW, lengthOf(pieces)));
  let length = 0;
  for (const piece of pieces) {
    for (let at = 0; at < piece.length;) {
      const count = Math.min(piece.length - at, window.length - length);
      piece.copy(window, length, at, at + count);
      at += count;
      length += count;
      if (length < window.length) continue;
      yield window;
      length = 0;
    }
  }
  if (length > 0) yield window.subarray(0, length);
}

/** How many bytes pieces are together. */
export function lengthOf(pieces: readonly Bytes[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}

/**
 * Where an ASCII text stands for the first time; -1: nowhere.
 *
 * @param text - shorter than a window
 */
export function indexOfText(bytes: Bytes, text: string, from: number): number {
  if (Buffer.isBuffer(bytes)) return bytes.indexOf(text, from, 'latin1');
  const { length } = bytes;
  const window = Buffer.allocUnsafeSlow(Math.min(WINDOW, Math.max(0, length - from)));
  // Each window begins before the end of the last one, so that what stands across is found.
  for (let at = from; at + text.length <= length; at += WINDOW - text.length + 1) {
    const size = Math.min(WINDOW, length - at);
    bytes.copy(window, 0, at, at + size);
    const found = window.subarray(0, size).indexOf(text, 0, 'latin1');
    if (found >= 0) return at + found;
  }
  return -1;
}

/** Whether they are UTF-8 as a whole. */
export function areUtf8(bytes: Bytes): boolean {
  if (Buffer.isBuffer(bytes)) return isUtf8(bytes);
  let rest = Buffer.alloc(0);
  for (const window of windowsOf([bytes])) {
    const all = rest.length === 0 ? window : Buffer.concat([rest, window]);
    const end = wholeCharacters(all);
    if (!isUtf8(all.subarray(0, end))) return false;
    rest = Buffer.from(all.subarray(end));
  }
  return rest.length === 0;
}

/** Where the last character begins that is cut off; the end where none is. */
function wholeCharacters(bytes: Buffer): number {
  const { length } = bytes;
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back] as number;
    if (byte < 0x80) return length;
    // A first byte says how many follow.
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? length - back : length;
  }
  return length;
}

/** Whether pieces, one after the other, are these bytes. */
export function areSameBytes(pieces: readonly Bytes[], bytes: Bytes): boolean {
  if (lengthOf(pieces) !== bytes.length) return false;
  if (pieces.length === 1 && pieces[0] === bytes) return true;
  const memory = Buffer.allocUnsafeSlow(Math.min(WINDOW, bytes.length));
  let at = 0;
  for (const window of windowsOf(pieces)) {
    bytes.copy(memory, 0, at, at + window.length);
    if (!window.equals(memory.subarray(0, window.length))) return false;
    at += window.length;
  }
  return true;
}
