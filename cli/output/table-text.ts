import { stripVTControlCharacters } from 'node:util';
import type { Style } from './style';

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
}

/** Rows as a table; where the terminal is too narrow for it, each row as a block of `title: value`, empty values left out. */
export function tableText<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  style: Style,
  width: number,
): string {
  const cells = rows.map((row) => columns.map((column) => column.value(row)));
  const widths = columns.map((column, index) =>
    cells.reduce((most, row) => Math.max(most, lengthOf(row[index] ?? '')), column.title.length),
  );
  const total = widths.reduce((sum, each) => sum + each + 2, -2);
  if (total > width) return blocks(cells, columns, style);
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - lengthOf(cell)))
      .join('  ')
      .trimEnd();
  const head = style.paint('bold', line(columns.map((column) => column.title.toUpperCase())));
  return [head, ...cells.map(line)].join('\n');
}

function blocks<Row>(
  cells: readonly (readonly string[])[],
  columns: readonly Column<Row>[],
  style: Style,
): string {
  return cells
    .map((row) =>
      row
        .flatMap((cell, index) => {
          const title = columns[index]?.title ?? '';
          if (index === 0) return [style.paint('bold', cell)];
          return cell === '' ? [] : [`  ${style.paint('dim', `${title}:`)} ${cell}`];
        })
        .join('\n'),
    )
    .join('\n');
}

function lengthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}
