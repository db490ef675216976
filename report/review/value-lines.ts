import type { JsonValue } from '../../core/claim-model';

/** Deeper values are told by their size. */
const DEEPEST = 64;
const AMBIGUOUS =
  /^(?:true|false|null|~|[-+.]?\d[\w.:+-]*(?<![KMGTPE]i?|m|s|h|d)|[-?:,[\]{}#&*!|>'"%@`].*|\s.*|.*\s|.*: .*|.* #.*|)$/s;

/** A value as lines for people, in the manner of YAML; strings that could be taken for something else are quoted. */
export function valueLines(value: JsonValue): string[] {
  if (typeof value === 'string' && value.includes('\n')) {
    return textLines(value);
  }
  const lines: string[] = [];
  write(value, '', '', 0, lines);
  return lines;
}

/** Lines of a text; one that does not end with a line break says so, as Git does. */
function textLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') {
    lines.pop();
  } else {
    lines.push('\\ No newline at end of text');
  }
  return lines;
}

function write(value: JsonValue, indent: string, lead: string, depth: number, lines: string[]): void {
  if (typeof value !== 'object' || value === null) {
    writeScalar(value, indent, lead, lines);
  } else if (depth > DEEPEST) {
    lines.push(`${indent}${lead}(nested deeper than ${DEEPEST} levels, not shown)`);
  } else if (Array.isArray(value)) {
    writeList(value as readonly JsonValue[], indent, lead, depth, lines);
  } else {
    writeObject(value as { readonly [key: string]: JsonValue }, indent, lead, depth, lines);
  }
}

function writeScalar(
  value: string | number | bigint | boolean | null,
  indent: string,
  lead: string,
  lines: string[],
): void {
  if (typeof value === 'string' && value.includes('\n')) {
    lines.push(`${indent}${lead}|`);
    for (const line of textLines(value)) {
      lines.push(`${indent}  ${line}`);
    }
    return;
  }
  lines.push(indent + lead + (typeof value === 'string' ? scalarText(value) : String(value)));
}

function writeList(
  list: readonly JsonValue[],
  indent: string,
  lead: string,
  depth: number,
  lines: string[],
): void {
  if (list.length === 0) {
    lines.push(`${indent}${lead}[]`);
    return;
  }
  const inner = lead === '' ? indent : openLevel(indent, lead, lines);
  for (const item of list) {
    write(item, inner, '- ', depth + 1, lines);
  }
}

function writeObject(
  object: { readonly [key: string]: JsonValue },
  indent: string,
  lead: string,
  depth: number,
  lines: string[],
): void {
  const keys = Object.keys(object);
  if (keys.length === 0) {
    lines.push(`${indent}${lead}{}`);
    return;
  }
  const inner = lead === '' ? indent : openLevel(indent, lead, lines);
  for (const key of keys) {
    write(object[key] ?? null, inner, `${scalarText(key)}: `, depth + 1, lines);
  }
}

function openLevel(indent: string, lead: string, lines: string[]): string {
  lines.push(indent + lead.trimEnd());
  return `${indent}  `;
}

function scalarText(text: string): string {
  return AMBIGUOUS.test(text) ? JSON.stringify(text) : text;
}
