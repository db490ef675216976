/** Bodies that are shorter hold no more than can be taken apart at once. */
const SHORT = 2 ** 20;
/** Objects and lists in a longer body: forty for each report of the largest batch. */
const MOST_COLLECTIONS = 400_000;
const MOST_LEVELS = 64;

/** A half of a surrogate pair, as an escape; what was decoded from bytes has none. */
const MAYBE_HALF = /\\u[dD][89a-fA-F]/;

/**
 * A value of JSON as every store can keep it: halves of surrogate pairs, which are no text, as U+FFFD (as Go reads them). A long body that would take many times its room in
 * memory, because it is made of brackets, is refused before it is taken apart.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  if (text.length > SHORT && isMadeOfBrackets(text)) throw new SyntaxError('too many objects and lists');
  if (!MAYBE_HALF.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string' ? Buffer.from(value).toString() : value,
  );
}

/** Brackets in texts are skipped; where the text is no JSON the count does not matter. */
function isMadeOfBrackets(text: string): boolean {
  let collections = 0;
  let level = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) {
      at = endOfString(text, at);
      if (at < 0) return false;
    } else if (character === OPEN_BRACE || character === OPEN_BRACKET) {
      collections += 1;
      level += 1;
      if (collections > MOST_COLLECTIONS || level > MOST_LEVELS) return true;
    } else if (character === CLOSE_BRACE || character === CLOSE_BRACKET) level -= 1;
  }
  return false;
}

const [QUOTE, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, BACKSLASH] = [34, 123, 125, 91, 93, 92];

/** Place of the quote that ends a string; -1 where none does. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return -1;
}
