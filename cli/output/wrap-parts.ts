import type { Style } from './style';

/** A piece of a line that is not broken. */
export interface Part {
  readonly text: string;
  readonly format?: Parameters<Style['paint']>[0];
}

/**
 * Pieces with blanks between them, broken between pieces where a line would be longer than `width`; lines after the first
 * get the indentation and two more. After a sign alone no line is broken: that gains nothing.
 */
export function wrapParts(
  parts: readonly Part[],
  style: Style,
  width: number,
  indent = '',
  gap = ' ',
): string {
  let text = '';
  let length = 0;
  for (const part of parts) {
    if (part.text === '') continue;
    const painted = part.format === undefined ? part.text : style.paint(part.format, part.text);
    if (length === 0) {
      text = indent + painted;
      length = indent.length + part.text.length;
    } else if (length + gap.length + part.text.length <= width || length <= indent.length + 2) {
      text += gap + painted;
      length += gap.length + part.text.length;
    } else {
      text += `\n${indent}  ${painted}`;
      length = indent.length + 2 + part.text.length;
    }
  }
  return text;
}
