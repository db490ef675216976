import { lineStart, nextLine } from './splice';

/** Where the lines of a text begin and end. */
export interface LineBreaks {
  /** Start of the line in which the character at `offset` stands. */
  start(offset: number): number;
  /** Start of the line below it; the text's length below the last one. */
  next(offset: number): number;
}

/** Searches the text at each question: for a few questions, or for short lines. */
export function searchedLines(text: string): LineBreaks {
  return { start: (offset) => lineStart(text, offset), next: (offset) => nextLine(text, offset) };
}

/** Searches the text once: a question for each of many entries in one long line costs no walk along that line. */
export function indexedLines(text: string): LineBreaks {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  /** How many lines start at `offset` or before it. */
  const until = (offset: number): number => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] as number) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    start: (offset) => starts[until(offset) - 1] ?? 0,
    next: (offset) => starts[until(offset)] ?? text.length,
  };
}
