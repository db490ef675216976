import { blanks, capitals, joined, line, own, padded, shownLength, type Shown } from './shown';
import type { Style } from './style';
import { wrapParts } from './wrap-parts';

/** A column of a table. */
export interface Column<Row> {
  readonly title: Shown;
  readonly value: (row: Row) => Shown;
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
): Shown {
  const measured = columns.map((column) => {
    const cells = rows.map((row) => column.value(row));
    return {
      ...column,
      cells,
      width: cells.reduce((most, cell) => Math.max(most, shownLength(cell)), column.title.length),
    };
  });
  const fitting = [...measured];
  while (totalWidth(fitting) > width) {
    const last = fitting.findLastIndex((column) => column.optional === true);
    if (last < 0) return blocks(measured, rows.length, style, width);
    fitting.splice(last, 1);
  }
  const row = (cells: readonly Shown[]): Shown => {
    const last = cells.findLastIndex((cell) => cell !== '');
    const filled = cells.slice(0, last + 1);
    return joined(
      filled.map((cell, at) => (at === last ? cell : padded(cell, fitting[at]?.width ?? 0))),
      '  ',
    );
  };
  const head = style.paint('bold', row(fitting.map((column) => capitals(column.title))));
  return joined(
    [head, ...rows.map((_, at) => row(fitting.map((column) => column.cells[at] ?? own(''))))],
    '\n',
  );
}

interface MeasuredColumn {
  readonly title: Shown;
  readonly cells: readonly Shown[];
  readonly width: number;
}

function totalWidth(columns: readonly MeasuredColumn[]): number {
  return columns.reduce((sum, column) => sum + column.width + 2, -2);
}

function blocks(columns: readonly MeasuredColumn[], count: number, style: Style, width: number): Shown {
  const lines: Shown[] = [];
  for (let at = 0; at < count; at++) {
    for (const [index, { title, cells }] of columns.entries()) {
      const cell = cells[at] ?? blanks(0);
      if (index === 0) lines.push(style.paint('bold', cell));
      else if (cell !== '') {
        lines.push(wrapParts([{ text: line`${title}:`, format: 'dim' }, { text: cell }], style, width, '  '));
      }
    }
  }
  return joined(lines, '\n');
}
