import { redactText } from '../../core/secrets/redact-text';
import { INVISIBLE_RUN } from '../../core/text/invisible-characters';
import { grouped } from '../view/phrase';

/** Names and paths longer than this are shortened, with their length said. */
export const LONGEST_NAME = 120;

const PLAIN = /^[\x20-\x7e]*$/;

const NAMES: Readonly<Record<string, string>> = { '\n': 'LF', '\r': 'CR', '\t': 'TAB', '\0': 'NUL' };

/** Longer runs of fence characters are written as a count: a fence has to be longer than any run in it. */
const LONG_RUN = /`{33,}|~{33,}/g;

/**
 * One line of text from a claim, a path or a message, as it may be put between backticks: invisible characters as
 * `⟨U+202E⟩`, runs as `⟨U+202E × 9⟩`. Tabs stay where `tabs` says so.
 */
export function visibleText(text: string, { tabs = false }: { readonly tabs?: boolean } = {}): string {
  const shortened = text.replace(LONG_RUN, (run) => escaped(run.charAt(0), run.length));
  if (PLAIN.test(shortened)) {
    return shortened;
  }
  return shortened.replace(INVISIBLE_RUN, (run: string, character: string) =>
    tabs && character === '\t' ? run : escaped(character, run.length / character.length),
  );
}

function escaped(character: string, count: number): string {
  const name =
    NAMES[character] ?? `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return count < 4 ? `⟨${name}⟩`.repeat(count) : `⟨${name} × ${count}⟩`;
}

/** Text without its secrets, visible, and not longer than `length` characters; what is left out is counted. */
export function shortText(text: string, length: number): string {
  const shown = visibleText(redactText(text.slice(0, 64 * length)));
  if (shown.length <= length && text.length <= 64 * length) {
    return shown;
  }
  const kept = shown.slice(0, cutBefore(shown, length));
  return `${kept}… (${grouped(text.length)} characters)`;
}

const MARK = /^\p{M}/u;

/** The greatest index up to `index` where a cut divides neither a surrogate pair nor a letter from its marks. */
export function cutBefore(text: string, index: number): number {
  let cut = Math.min(index, text.length);
  for (let steps = 0; cut > 1 && cut < text.length && steps < 32; steps += 1) {
    const isPair = isLowSurrogate(text, cut) && isHighSurrogate(text, cut - 1);
    if (!isPair && !MARK.test(text.slice(cut, cut + 2))) {
      return cut;
    }
    cut -= 1;
  }
  return isLowSurrogate(text, cut) && isHighSurrogate(text, cut - 1) ? cut - 1 : cut;
}

function isHighSurrogate(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800;
}

function isLowSurrogate(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xdc00;
}
