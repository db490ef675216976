import type { RedactedFieldChange } from '../../core/secrets/redact-field-changes';
import { line, joined, own, shownLength, visible, type Shown } from './shown';
import type { Style } from './style';
import { valueText } from './value-text';
import { wrapText } from './wrap-text';

/** How to show a field. */
export interface FieldTextOptions {
  readonly style: Style;
  readonly columns: number;
  readonly indent: Shown;
}

/** One changed field on one line where it fits, else below its path. */
export function fieldLines(field: RedactedFieldChange, options: FieldTextOptions): Shown[] {
  const { style, columns, indent } = options;
  const path = visible(field.path);
  const { before, after } = field;
  const shape = field.shape === undefined ? undefined : visible(field.shape);
  const sign = shape !== undefined ? '~' : before === undefined ? '+' : after === undefined ? '-' : '~';
  const color = sign === '+' ? 'green' : sign === '-' ? 'red' : 'yellow';
  const head = line`${indent}${style.paint(color, own(sign))} ${path}:`;
  const headLength = indent.length + 3 + shownLength(path);
  const room = columns - headLength - 1;
  if (shape !== undefined) {
    if (shownLength(shape) <= room) return [line`${head} ${style.paint('dim', shape)}`];
    return [head, style.paint('dim', wrapText(shape, columns, line`${indent}    `))];
  }
  const long = Number.MAX_SAFE_INTEGER;
  const texts = [before, after].map((value) => (value === undefined ? undefined : valueText(value, long)));
  const [old, now] = texts;
  const cells = (text?: Shown): number => (text === undefined ? 0 : shownLength(text));
  const length = cells(old) + cells(now) + (old !== undefined && now !== undefined ? 4 : 0);
  if (length <= room) {
    const shown = [
      ...(old === undefined || old === '' ? [] : [style.paint('red', old)]),
      ...(now === undefined || now === '' ? [] : [style.paint('green', now)]),
    ];
    return [line`${head} ${joined(shown, ' -> ')}`];
  }
  const width = columns - indent.length - 6;
  const lines = [head];
  if (before !== undefined) {
    lines.push(line`${indent}    ${style.paint('red', line`- ${valueText(before, width)}`)}`);
  }
  if (after !== undefined) {
    lines.push(line`${indent}    ${style.paint('green', line`+ ${valueText(after, width)}`)}`);
  }
  return lines;
}
