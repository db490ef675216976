import type { RedactedFieldChange } from '../../core/secrets/redact-field-changes';
import { line, joined, own, visible, type Shown } from './shown';
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
  const headLength = indent.length + 3 + path.length;
  const room = columns - headLength - 1;
  if (shape !== undefined) {
    if (shape.length <= room) return [line`${head} ${style.paint('dim', shape)}`];
    return [head, style.paint('dim', wrapText(shape, columns, line`${indent}    `))];
  }
  const long = Number.MAX_SAFE_INTEGER;
  const texts = [before, after].map((value) => (value === undefined ? undefined : valueText(value, long)));
  const [old, now] = texts;
  const length = (old?.length ?? 0) + (now?.length ?? 0) + (old !== undefined && now !== undefined ? 4 : 0);
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
