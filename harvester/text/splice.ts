/** Replacement of the characters from `start` to `end` (exclusive); an insertion where both are equal. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Order among splices that start at the same place; default 0. */
  readonly rank?: number;
  /** The text is whole lines, each ending in this: they never share a line with what stands around them. */
  readonly eol?: string;
}

/**
 * Applies replacements that do not overlap. Without any, the same text comes back. Whole lines put in at the end of a text
 * without final newline leave it without one.
 */
export function applySplices(text: string, splices: readonly Splice[]): string {
  if (splices.length === 0) return text;
  const sorted = [...splices].sort((a, b) => a.start - b.start || (a.rank ?? 0) - (b.rank ?? 0));
  const pieces: string[] = [];
  let position = 0;
  let closing = '';
  const push = (piece: string): void => {
    if (piece !== '') pieces.push(piece);
  };
  for (const splice of sorted) {
    push(text.slice(position, splice.start));
    if (splice.eol !== undefined && pieces.at(-1)?.endsWith('\n') === false) pieces.push(splice.eol);
    push(splice.text);
    position = splice.end;
    closing = position === text.length && splice.eol !== undefined ? splice.eol : '';
  }
  push(text.slice(position));
  const result = pieces.join('');
  return closing !== '' && !text.endsWith('\n') ? result.slice(0, -closing.length) : result;
}

/** Whole lines put in at `at`, which is the start of a line or the end of the text. */
export function insertLines(at: number, lines: string, eol: string, rank = 0): Splice {
  return { start: at, end: at, text: lines, rank, eol };
}

/** The line ending of a text: that of its first line. */
export function lineEndingOf(text: string): '\n' | '\r\n' {
  const end = text.indexOf('\n');
  return end > 0 && text.charCodeAt(end - 1) === 13 ? '\r\n' : '\n';
}

/** Number of the line (from 1) in which the character at `offset` stands. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** Start of the line in which the character at `offset` stands. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Start of the line below the one in which the character at `offset` stands; the text's length below the last one. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}
