import { line, own, shownLength, type OwnWord, type Shown } from './shown';
import type { Format, Style } from './style';

/** A piece of a line that is not broken. */
export interface Part {
  readonly text: Shown;
  readonly format?: Format;
}

/**
 * Pieces with blanks between them, broken between pieces where a line would be longer than `width`; lines after the first
 * get the indentation and two more. After a sign alone no line is broken: that gains nothing.
 */
export function wrapParts<const Indent extends string, const Gap extends string>(
  parts: readonly Part[],
  style: Style,
  width: number,
  indentation?: OwnWord<Indent>,
  between?: OwnWord<Gap>,
): Shown {
  const indent = indentation === undefined ? own('') : own(indentation);
  const gap = between === undefined ? own(' ') : own(between);
  let text = own('');
  let length = 0;
  for (const part of parts) {
    if (part.text === '') continue;
    const partLength = shownLength(part.text);
    const painted = part.format === undefined ? part.text : style.paint(part.format, part.text);
    if (length === 0) {
      text = line`${indent}${painted}`;
      length = indent.length + partLength;
    } else if (length + gap.length + partLength <= width || length <= indent.length + 2) {
      text = line`${text}${gap}${painted}`;
      length += gap.length + partLength;
    } else {
      text = line`${text}\n${indent}  ${painted}`;
      length = indent.length + 2 + partLength;
    }
  }
  return text;
}
