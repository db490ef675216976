import { joined, line, linesOf, own, piece, type OwnWord, type Shown } from './shown';
import type { Format, Style } from './style';
import { wrapText } from './wrap-text';

/** How a labelled text looks. */
export interface LabelOptions {
  readonly style: Style;
  readonly columns: number;
  /** Blanks before the label; the lines after the first stand two further in. */
  readonly indent: Shown;
  readonly label: Format;
  /** Default: as it is. */
  readonly text?: Format;
}

/** `label: text`, wrapped within the width, label and text in colours of their own. */
export function labelled<const Label extends string>(
  word: OwnWord<Label>,
  text: Shown,
  options: LabelOptions,
): Shown {
  const { style, columns, indent } = options;
  const label = own(word);
  const paint = (part: Shown): Shown =>
    options.text === undefined || part === '' ? part : style.paint(options.text, part);
  const [first, ...rest] = linesOf(wrapText(line`${label} ${text}`, columns - 2, indent));
  const shown = first === undefined ? first : piece(first, indent.length + label.length + 1);
  const tail = shown === undefined || shown === '' ? line`` : line` ${paint(shown)}`;
  const head = line`${indent}${style.paint(options.label, label)}${tail}`;
  return joined([head, ...rest.map((row) => line`  ${indent}${paint(piece(row, indent.length))}`)], '\n');
}
