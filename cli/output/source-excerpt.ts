import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { redactText } from '../../core/secrets/redact-text';
import { findSecretSpans } from '../../core/secrets/secret-spans';
import type { SourcePosition } from '../../core/source-position';
import { blanks, line, own, piece, visible, type Shown } from '../../report/text/shown';
import type { Style } from '../../report/text/style';

/** A line of a file, without the blanks before it and with its secrets hidden. */
export interface Excerpt {
  readonly text: Shown;
  /** Where in it the mistake is, from 0; absent where that is not known, or where something before it is hidden. */
  readonly at?: number;
}

/** What stands before a line of a file. */
const GUTTER = own('    | ');
/** Longer lines are cut where no width is known. */
const LONGEST_SHOWN = 100;
/** So much of a line that is cut stands before the mistake. */
const BEFORE = 20;

/** Reads lines of files for error messages, each file once. */
export function sourceReader(folder: string): (position: SourcePosition) => Excerpt | undefined {
  const files = new Map<string, readonly string[]>();
  return ({ file, line: number, column }) => {
    let lines = files.get(file);
    if (lines === undefined) {
      try {
        lines = readFileSync(resolve(folder, file), 'utf8').split('\n');
      } catch {
        lines = [];
      }
      files.set(file, lines);
    }
    const original = lines[number - 1] ?? '';
    const text = visible(redactText(withoutSecrets(lines, number - 1).trim()));
    if (text === '') return undefined;
    const at = (column ?? 0) - 1 - (original.length - original.trimStart().length);
    const isKnown =
      at >= 0 && at < text.length && original.trimStart().slice(0, at + 1) === text.slice(0, at + 1);
    return { text, ...(isKnown && { at }) };
  };
}

/** The line, cut to the width around the mistake, and below it a mark at the mistake. */
export function excerptLines({ text, at }: Excerpt, style: Style, columns: number): Shown[] {
  const room = Math.max(
    (Number.isFinite(columns) ? columns : LONGEST_SHOWN + GUTTER.length) - GUTTER.length,
    20,
  );
  const from = at === undefined || at < room - 1 ? 0 : Math.min(at - BEFORE, text.length - room + 1);
  const before = own(from > 0 ? '…' : '');
  const rest = room - before.length;
  const shown =
    text.length - from > rest
      ? line`${before}${piece(text, from, from + rest - 1)}…`
      : line`${before}${piece(text, from)}`;
  const lines = [style.paint('dim', line`${GUTTER}${shown}`)];
  if (at !== undefined) {
    const indent = blanks(at - from + before.length);
    lines.push(line`${style.paint('dim', GUTTER)}${indent}${style.paint('red', line`^`)}`);
  }
  return lines;
}

/** What stands around a line tells whether a literal in it is a secret: its name may stand on the line above. */
const LINES_AROUND = 4;
const LONGEST_LINE = 2000;

/** One line of a file with every secret in it hidden. */
function withoutSecrets(lines: readonly string[], index: number): string {
  const first = Math.max(0, index - LINES_AROUND);
  const around = lines.slice(first, index + LINES_AROUND + 1).map((line) => line.slice(0, LONGEST_LINE));
  const start = around.slice(0, index - first).reduce((length, line) => length + line.length + 1, 0);
  const shown = around[index - first] ?? '';
  let result = '';
  let position = 0;
  for (const span of findSecretSpans(around.join('\n'))) {
    const from = Math.max(span.start - start, 0);
    const to = Math.min(span.end - start, shown.length);
    if (to <= from) continue;
    result += `${shown.slice(position, from)}••••`;
    position = to;
  }
  return result + shown.slice(position);
}
