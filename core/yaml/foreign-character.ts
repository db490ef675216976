import { UnreadableYaml } from './unreadable-yaml';
import { yamlTokens } from './yaml-tokens';

// What go-yaml refuses as `control characters are not allowed`, byte order marks inside of a text, and the line breaks that
// YAML 1.1 has beside LF and CRLF: kustomize, kubectl and Flux end a comment at each of those, YAML 1.2 and editors at none, so
// that what a reviewer takes for a comment is live. Checked against kustomize 5.8.2.
const FOREIGN =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|\r(?!\n)|(?!^)\ufeff|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])/;
/** {@link FOREIGN}, for all of them. */
const EVERY_FOREIGN =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|\r(?!\n)|(?!^)\ufeff|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])/g;
/** Nearly every text holds nothing else, and this is found out faster. */
const PLAIN = /^\ufeff?[\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;
const BREAK = /[\r\x85\u2028\u2029]/;
const SEPARATOR = /[\u2028\u2029]/;
/** A separator in quotes is text to every reader, unless blanks around it are folded away or a backslash escapes it. */
const FOLDED_SEPARATOR = /[ \t\\][\u2028\u2029]|[\u2028\u2029][ \t]|[\u2028\u2029]{2}/;
const BLANK_TOKEN = /^(?:[ \t\r\n]*|#.*)$/s;

/**
 * Whether a text holds characters that readers of one cluster understand in different ways, or some of them not at all:
 * control characters, line breaks other than LF and CRLF, byte order marks behind the start, halves of surrogate pairs.
 * One pass of a linear expression.
 */
export function hasForeignCharacter(text: string): boolean {
  return !PLAIN.test(text) && FOREIGN.test(text);
}

/** The first foreign character of a text and its offset, wherever it stands; undefined where there is none. */
export function firstForeignCharacter(
  text: string,
): { readonly name: string; readonly offset: number } | undefined {
  const found = PLAIN.test(text) ? null : FOREIGN.exec(text);
  return found === null ? undefined : { name: nameOf(found[0]), offset: found.index };
}

/**
 * Refuses a text with a foreign character, see {@link hasForeignCharacter}. U+2028 and U+2029 pass where they are plain text to
 * all readers: in a quoted value, in one line, without blanks around them.
 *
 * @throws UnreadableYaml at the character
 */
export function refuseForeignCharacters(text: string): void {
  if (!hasForeignCharacter(text)) return;
  let spans: readonly Span[] | undefined;
  let next = 0;
  for (const { 0: character, index } of text.matchAll(EVERY_FOREIGN)) {
    if (SEPARATOR.test(character)) {
      spans ??= separatorsAsText(text);
      while ((spans[next]?.end ?? Infinity) <= index) next += 1;
      if ((spans[next]?.start ?? Infinity) <= index) continue;
    }
    throw new UnreadableYaml(problemOf(character), index);
  }
}

function problemOf(character: string): string {
  const code = character.charCodeAt(0);
  const name = `the character ${nameOf(character)}`;
  if (code >= 0xd800 && code < 0xe000) return `${name} is half of a character, UTF-8 cannot hold it`;
  const advice = `${name} is not allowed in a manifest, write it as an escape in double quotes`;
  return BREAK.test(character)
    ? `${advice}: to kustomize it ends a line and a comment, where others see none (lines end with LF or CRLF)`
    : advice;
}

function nameOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Quoted values in one line, in which separators are text to everybody; in the order of the text. */
function separatorsAsText(text: string): Span[] {
  const spans: Span[] = [];
  let last: Span | undefined;
  for (const { text: token, offset, isScalar } of yamlTokens(text)) {
    // A quoted key must stand in one line for kustomize.
    if (token === ':' && !isScalar) last = undefined;
    else if (isScalar || !BLANK_TOKEN.test(token)) {
      if (last !== undefined) spans.push(last);
      last = undefined;
    }
    const isQuoted = !isScalar && /^["']/.test(token);
    if (isQuoted && SEPARATOR.test(token) && !token.includes('\n') && !FOLDED_SEPARATOR.test(token)) {
      last = { start: offset, end: offset + token.length };
    }
  }
  if (last !== undefined) spans.push(last);
  return spans;
}
