import { stripVTControlCharacters } from 'node:util';
import type { Style } from './style';
import { wrapParts } from './wrap-parts';

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
  /** Left out, last one first, where the terminal is too narrow for all. */
  readonly optional?: boolean;
}

/**
 * Rows as a table that fits: without optional columns where there is no room for them. Where even that is too wide, each row
 * is a block of `title: value`, empty values left out.
 */
export function tableText<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  style: Style,
  width: number,
): string {
  const measured = columns.map((column) => {
    const cells = rows.map((row) => column.value(row));
    return {
      ...column,
      cells,
      width: cells.reduce((most, cell) => Math.max(most, lengthOf(cell)), column.title.length),
    };
  });
  const fitting = [...measured];
  while (totalWidth(fitting) > width) {
    const last = fitting.findLastIndex((column) => column.optional === true);
    if (last < 0) return blocks(measured, rows.length, style, width);
    fitting.splice(last, 1);
  }
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => cell + ' '.repeat((fitting[at]?.width ?? 0) - lengthOf(cell)))
      .join('  ')
      .trimEnd();
  const head = style.paint('bold', line(fitting.map((column) => column.title.toUpperCase())));
  return [head, ...rows.map((_, at) => line(fitting.map((column) => column.cells[at] ?? '')))].join('\n');
}

interface MeasuredColumn {
  readonly title: string;
  readonly cells: readonly string[];
  readonly width: number;
}

function totalWidth(columns: readonly MeasuredColumn[]): number {
  return columns.reduce((sum, column) => sum + column.width + 2, -2);
}

function blocks(columns: readonly MeasuredColumn[], count: number, style: Style, width: number): string {
  const lines: string[] = [];
  for (let at = 0; at < count; at++) {
    for (const [index, { title, cells }] of columns.entries()) {
      const cell = cells[at] ?? '';
      if (index === 0) lines.push(style.paint('bold', cell));
      else if (cell !== '')
        lines.push(wrapParts([{ text: `${title}:`, format: 'dim' }, { text: cell }], style, width, '  '));
    }
  }
  return lines.join('\n');
}

function lengthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}
