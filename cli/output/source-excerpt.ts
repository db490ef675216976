import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { redactText } from '../../core/secrets/redact-text';
import { findSecretSpans } from '../../core/secrets/secret-spans';
import type { SourcePosition } from '../../core/source-position';
import { indexAfterCells, indexBehindCells } from '../../report/text/cell-width';
import { blanks, line, own, piece, shownLength, visible, type Shown } from '../../report/text/shown';
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
/** So many columns of a line that is cut stand before the mistake. */
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
    // The beginning of a line that is cut before the mistake shows nothing of it.
    if ((column ?? 0) > LONGEST_LINE) return undefined;
    const text = visible(redactText(withoutSecrets(lines, number - 1).trim()).replaceAll('\t', ' '));
    if (text === '') return undefined;
    const at = column === undefined ? undefined : placeIn(text, original, column - 1);
    return { text, ...(at !== undefined && { at }) };
  };
}

/** Where the character at an index of the original is in what is shown of it; at its end too, where something is missing. */
function placeIn(text: Shown, original: string, index: number): number | undefined {
  const indent = original.length - original.trimStart().length;
  const line = original.trim().replaceAll('\t', ' ');
  const at = Math.min(index - indent, line.length);
  if (at < 0) return undefined;
  const before = visible(line.slice(0, at));
  const character = visible(String.fromCodePoint(...(at < line.length ? [line.codePointAt(at) ?? 0] : [])));
  return text.startsWith(before + character) ? before.length : undefined;
}

/** The line, cut to the width around the mistake, and below it a mark at the mistake. */
export function excerptLines({ text, at }: Excerpt, style: Style, columns: number): Shown[] {
  const room = Math.max(
    (Number.isFinite(columns) ? columns : LONGEST_SHOWN + GUTTER.length) - GUTTER.length,
    20,
  );
  const cellsBefore = at === undefined ? 0 : shownLength(piece(text, 0, at));
  const needed = Math.max(shownLength(text), cellsBefore + 1);
  const hidden = cellsBefore < room - 2 ? 0 : Math.min(cellsBefore - BEFORE, needed - room + 1);
  const isWhole = needed <= room;
  const from = isWhole || hidden <= 0 ? 0 : indexBehindCells(text, hidden);
  const lead = own(from > 0 ? '…' : '');
  const end = isWhole ? text.length : indexAfterCells(text, room - lead.length, from);
  const shown =
    end < text.length
      ? line`${lead}${piece(text, from, indexAfterCells(text, room - lead.length - 1, from))}…`
      : line`${lead}${piece(text, from)}`;
  const lines = [style.paint('dim', line`${GUTTER}${shown}`)];
  if (at !== undefined) {
    const indent = blanks(shownLength(piece(text, from, at)) + lead.length);
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
