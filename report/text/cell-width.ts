const PLAIN = /^[\x20-\x7e]*$/;
/** Marks that stand on the character before them. */
const NO_CELL = /^[\p{Mn}\p{Me}]$/u;
/** Characters of two cells: the blocks of East Asian writing that Unicode calls wide or fullwidth, and emoji shown as pictures. */
const TWO_CELLS =
  /^[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]$/u;

/** Columns of a terminal that a text takes: two for wide characters, none for combining marks. It holds no controls and no styles. */
export function cellWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let cells = 0;
  for (const character of text) cells += cellsOf(character);
  return cells;
}

/**
 * Where a text has to be cut to take at most so many cells: the index behind the last character that fits, with its marks.
 *
 * @param from - index of the first character, default 0
 */
export function indexAfterCells(text: string, cells: number, from = 0): number {
  let left = cells;
  let index = from;
  for (const character of text.slice(from)) {
    left -= cellsOf(character);
    if (left < 0) break;
    index += character.length;
  }
  return index;
}

/** Index of the first character that begins behind so many cells. */
export function indexBehindCells(text: string, cells: number): number {
  const index = indexAfterCells(text, cells);
  return cellWidth(text.slice(0, index)) === cells ? index : indexAfterCells(text, cells + 1);
}

function cellsOf(character: string): number {
  if (character >= ' ' && character <= '~') return 1;
  if (NO_CELL.test(character)) return 0;
  return TWO_CELLS.test(character) ? 2 : 1;
}
