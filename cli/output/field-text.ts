import type { RedactedFieldChange } from '../../core/secrets/redact-field-changes';
import type { Style } from './style';
import { valueText, visible } from './value-text';
import { wrapText } from './wrap-text';

/** How to show a field. */
export interface FieldTextOptions {
  readonly style: Style;
  readonly columns: number;
  readonly indent: string;
}

/** One changed field on one line where it fits, else below its path. */
export function fieldLines(field: RedactedFieldChange, options: FieldTextOptions): string[] {
  const { style, columns, indent } = options;
  const path = visible(field.path);
  const { before, after, shape } = field;
  const sign = shape !== undefined ? '~' : before === undefined ? '+' : after === undefined ? '-' : '~';
  const color = sign === '+' ? 'green' : sign === '-' ? 'red' : 'yellow';
  const head = `${indent}${style.paint(color, sign)} ${path}:`;
  const headLength = indent.length + 3 + path.length;
  const room = columns - headLength - 1;
  if (shape !== undefined) {
    if (shape.length <= room) return [`${head} ${style.paint('dim', shape)}`];
    return [head, style.paint('dim', wrapText(shape, columns, `${indent}    `))];
  }
  const long = Number.MAX_SAFE_INTEGER;
  const texts = [before, after].map((value) => (value === undefined ? undefined : valueText(value, long)));
  const [old, now] = texts;
  const length = (old?.length ?? 0) + (now?.length ?? 0) + (old !== undefined && now !== undefined ? 4 : 0);
  if (length <= room) {
    const shown = [
      old === undefined ? '' : style.paint('red', old),
      now === undefined ? '' : style.paint('green', now),
    ].filter(Boolean);
    return [`${head} ${shown.join(' -> ')}`];
  }
  const width = columns - indent.length - 6;
  const lines = [head];
  if (before !== undefined) lines.push(`${indent}    ${style.paint('red', `- ${valueText(before, width)}`)}`);
  if (after !== undefined) lines.push(`${indent}    ${style.paint('green', `+ ${valueText(after, width)}`)}`);
  return lines;
}
