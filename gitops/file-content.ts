/** What a file is to hold: text, or the pieces of its UTF-8, so that a large file need not become a text. */
export type FileContent = string | readonly Buffer[];

/** So much is looked at as one text, in bytes. */
const WINDOW = 1_000_000;
/** What stands across the end of a window is found in the next one, unless it is longer than this, in bytes. */
const OVERLAP = 64 * 1024;

/** The bytes, in pieces. */
export function contentPieces(content: FileContent): readonly Buffer[] {
  return typeof content === 'string' ? [Buffer.from(content)] : content;
}

/** The text. */
export function contentText(content: FileContent): string {
  return typeof content === 'string' ? content : Buffer.concat(content).toString();
}

/** The text in windows that overlap, for those who look for something short in it; a text stays as it is. */
export function* contentWindows(content: FileContent): Generator<string> {
  if (typeof content === 'string') {
    yield content;
    return;
  }
  let window: Buffer[] = [];
  let length = 0;
  for (const piece of content) {
    for (let at = 0; at < piece.length;) {
      const part = piece.subarray(at, at + WINDOW - length);
      at += part.length;
      length += part.length;
      window.push(part);
      if (length < WINDOW) continue;
      const bytes = Buffer.concat(window);
      yield bytes.toString();
      window = [bytes.subarray(WINDOW - OVERLAP)];
      length = OVERLAP;
    }
  }
  yield Buffer.concat(window).toString();
}

/** Whether pieces are these bytes. */
export function isSameContent(pieces: readonly Buffer[], bytes: Buffer): boolean {
  let at = 0;
  for (const piece of pieces) {
    if (!piece.equals(bytes.subarray(at, at + piece.length))) return false;
    at += piece.length;
  }
  return at === bytes.length;
}
