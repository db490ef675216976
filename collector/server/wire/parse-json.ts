import { decodeUtf8 } from '../go-json/decode-utf8';

/** Bytes of a body that holds no more than can be taken apart at once. */
const SHORT = 2 ** 18;
/** Objects and lists in a longer body: forty for each report of the largest batch. */
const MOST_COLLECTIONS = 400_000;
/** Of those the ones that stand in a list of the body: the reports of the largest batch, and what else a batch lists. */
const MOST_LISTED = 11_000;
const MOST_LEVELS = 64;

/** A half of a surrogate pair, as an escape; what is decoded from bytes has none. */
const MAYBE_HALF = /\\u[dD][89a-fA-F]/;

/**
 * A value of JSON as every store can keep it: halves of surrogate pairs, which are no text, as U+FFFD (as Go reads them). A long body that would take many times its room in
 * memory, because it is made of brackets, is refused before it is taken apart.
 *
 * @throws SyntaxError
 */
export function parseJsonBody(body: Buffer): unknown {
  if (body.length > SHORT && isMadeOfBrackets(body)) throw new SyntaxError('too many objects and lists');
  return parseJson(decodeUtf8(body));
}

/** As {@link parseJsonBody}, of a short text. */
export function parseJson(text: string): unknown {
  // Most texts have no escape of this kind, which is seen at once.
  if (!text.includes('\\u') || !MAYBE_HALF.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string' ? Buffer.from(value).toString() : value,
  );
}

const [QUOTE, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, BACKSLASH] = [34, 123, 125, 91, 93, 92];

/** Brackets in texts do not count; where the body is no JSON the count does not matter. */
function isMadeOfBrackets(body: Buffer): boolean {
  let collections = 0;
  let listed = 0;
  let level = 0;
  let isText = false;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (byte === QUOTE) isText = !isText;
    else if (isText) {
      if (byte === BACKSLASH) at++;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      collections += 1;
      level += 1;
      if (level === 3) listed += 1;
      if (collections > MOST_COLLECTIONS || listed > MOST_LISTED || level > MOST_LEVELS) return true;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) level -= 1;
  }
  return false;
}
