import type { Bytes } from '../core/bytes/bytes';

/** What a file is to hold: text, or the pieces of its UTF-8, so that a large file need not become a text. */
export type FileContent = string | readonly Bytes[];

/** So much is looked at as one text, in bytes. */
const WINDOW = 256 * 1024;
/** What stands across the end of a window is found in the next one, unless it is longer than this, in bytes. */
const OVERLAP = 64 * 1024;

/** The bytes in pieces, all of them in memory. */
export function contentPieces(content: FileContent): readonly Buffer[] {
  if (typeof content === 'string') return [Buffer.from(content)];
  return content.map((piece) => piece.subarray(0, piece.length));
}

/** The text. */
export function contentText(content: FileContent): string {
  return typeof content === 'string' ? content : Buffer.concat(contentPieces(content)).toString();
}

/** The text in windows that overlap, for those who look for something short in it; a text stays as it is. */
export function* contentWindows(content: FileContent): Generator<string> {
  if (typeof content === 'string') {
    yield content;
    return;
  }
  const size = content.reduce((sum, piece) => sum + piece.length, 0);
  const window = Buffer.allocUnsafeSlow(Math.min(WINDOW, size));
  let length = 0;
  for (const piece of content) {
    for (let at = 0; at < piece.length;) {
      const end = Math.min(piece.length, at + WINDOW - length);
      piece.copy(window, length, at, end);
      length += end - at;
      at = end;
      if (length < WINDOW) continue;
      yield window.toString();
      window.copyWithin(0, WINDOW - OVERLAP);
      length = OVERLAP;
    }
  }
  yield window.toString('utf8', 0, length);
}
