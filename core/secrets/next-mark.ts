/**
 * Tells where a character comes next in a text that is read from front to back: an answer is kept for as long as it holds, so
 * that asking from everywhere costs one pass over the text.
 *
 * @returns a function from an index to that of the next `mark` at or after it, else the length of the text
 */
export function nextMark(text: string, mark: string): (from: number) => number {
  let askedFrom = 0;
  let found = -1;
  return (from) => {
    if (from < askedFrom || from > found) {
      const index = text.indexOf(mark, from);
      askedFrom = from;
      found = index === -1 ? text.length : index;
    }
    return found;
  };
}
