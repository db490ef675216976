import { skipSpaces } from './regular-scalar';

const NEWLINE = 10;
const RETURN = 13;
const TAB = 9;
const HASH = 35;

/** Literal or folded, with its last line breaks cut to one or to none; a comment may follow. */
const HEADER = /^[|>]-?(?:[ ]+#[^\n]*)?\r?$/;

/** Whether a value begins as a literal or folded one does. */
export function opensBlockScalar(text: string, position: number): boolean {
  const code = text.charCodeAt(position);
  return code === 124 || code === 62;
}

/**
 * End of the lines of a block scalar: where its last line that is not blank ends. Proves only what is plain to see: no indentation that the header names, no line break that is kept, a first line
 * with content, and no line less indented than that one before the value ends.
 *
 * @param position - of `|` or `>`
 * @param parent - columns of the map that the value belongs to
 * @returns the line break, or the end of the text; -1: not proven
 */
export function blockScalarEnd(text: string, position: number, parent: number): number {
  const { length } = text;
  let lineEnd = endOfLine(text, position);
  if (!HEADER.test(text.slice(position, lineEnd)) || lineEnd >= length) return -1;
  let indent = -1;
  let end = -1;
  for (let at = lineEnd + 1; at < length; at = lineEnd + 1) {
    const start = skipSpaces(text, at);
    const code = text.charCodeAt(start);
    lineEnd = endOfLine(text, start);
    if (start >= length || code === NEWLINE || code === RETURN) {
      // A blank line says how deep nothing is; a longer one would be content.
      if (indent < 0 || start - at > indent || (code === RETURN && start + 1 !== lineEnd)) return -1;
      continue;
    }
    if (code === TAB) return -1;
    const columns = start - at;
    if (columns <= parent) break;
    if (indent < 0) {
      if (code === HASH) return -1;
      indent = columns;
    } else if (columns < indent) return -1;
    end = lineEnd;
  }
  return end;
}

/** Where the line break of a line is, or the text ends. */
export function endOfLine(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end < 0 ? text.length : end;
}
