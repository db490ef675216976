import type { Style } from './style';
import { wrapText } from './wrap-text';

type Format = Parameters<Style['paint']>[0];

/** How a labelled text looks. */
export interface LabelOptions {
  readonly style: Style;
  readonly columns: number;
  /** Before the label; the lines after the first stand two further in. */
  readonly indent: string;
  readonly label: Format;
  /** Default: as it is. */
  readonly text?: Format;
}

/** `label: text`, wrapped within the width, label and text in colours of their own. */
export function labelled(label: string, text: string, options: LabelOptions): string {
  const { style, columns, indent } = options;
  const paint = (part: string): string =>
    options.text === undefined || part === '' ? part : style.paint(options.text, part);
  const [first = '', ...rest] = wrapText(`${label} ${text}`, columns - 2, indent).split('\n');
  const shown = first.slice(indent.length + label.length + 1);
  const head = `${indent}${style.paint(options.label, label)}${shown === '' ? '' : ` ${paint(shown)}`}`;
  return [head, ...rest.map((line) => `  ${indent}${paint(line.slice(indent.length))}`)].join('\n');
}
