import { blanks, joined, line, linesOf, own, shownLength, wordsOf, type OwnWord, type Shown } from './shown';

/** Breaks text between words so that no line is longer than `width`, words excepted; every line gets the indentation. */
export function wrapText<const Indent extends string>(
  text: Shown,
  width: number,
  indent?: OwnWord<Indent>,
): Shown {
  const before = indent === undefined ? own('') : own(indent);
  const lines: Shown[] = [];
  for (const paragraph of linesOf(text)) {
    // Whoever indented a line meant it: code, lists.
    const lead = line`${before}${blanks(/^ */.exec(paragraph)?.[0].length ?? 0)}`;
    let row = own('');
    for (const word of wordsOf(paragraph)) {
      if (row !== '' && shownLength(lead) + shownLength(row) + 1 + shownLength(word) > width) {
        lines.push(line`${lead}${row}`);
        row = word;
      } else {
        row = row === '' ? word : line`${row} ${word}`;
      }
    }
    lines.push(row === '' ? row : line`${lead}${row}`);
  }
  return joined(lines, '\n');
}
