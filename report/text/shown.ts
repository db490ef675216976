import { hasInvisible, EVERY_INVISIBLE } from '../../core/text/invisible-characters';
import { maskSecretsInUse } from '../../core/secrets/secrets-in-use';
import { cellWidth } from './cell-width';

declare const SHOWN: unique symbol;

/**
 * Text that may be written to a terminal: our own words, and foreign ones made visible. A line break in it is ours, and so is every
 * style ({@link STYLE_MARK}). Only the functions here and `Style.paint` make one; the sink takes nothing else.
 */
export type Shown = string & { readonly [SHOWN]: true };

/**
 * Stands for the escape character before the codes of a style until the text is written. A noncharacter of Unicode, so that
 * foreign text loses it as it loses every control; an escape character itself never reaches a stream.
 */
export const STYLE_MARK = '\ufdd0';
const STYLE = /\ufdd0\[[\d;]*m/g;

const ESCAPE = '\u001b';
/** A style as the sink writes it. */
const OWN_OUTPUT = /(\u001b\[[\d;]{1,24}m)/;

/** Words that stand in the program: literal types pass, anything that was read from somewhere does not. */
export type OwnWord<Part> = Part extends string
  ? Part extends Shown
    ? Part
    : string extends Part
      ? never
      : Part
  : Part extends number
    ? Part
    : never;

/** What may stand in a line: shown text, numbers, and words of our own. */
type OwnWords<Parts extends readonly unknown[]> = { readonly [Index in keyof Parts]: OwnWord<Parts[Index]> };

/** A text of our own from pieces that are fit to be shown. Foreign text goes through {@link visible} first; the compiler insists. */
export function line<const Parts extends readonly unknown[]>(
  words: TemplateStringsArray,
  ...parts: OwnWords<Parts>
): Shown {
  let text = words[0] ?? '';
  for (const [index, part] of parts.entries()) text += String(part) + (words[index + 1] ?? '');
  return text as Shown;
}

/** Our own words as they stand in the program. */
export function own<const Words extends string>(words: OwnWord<Words>): Shown {
  return words as string as Shown;
}

/** Texts one after another. */
export function joined<const Separator extends string>(
  texts: readonly Shown[],
  separator: OwnWord<Separator>,
): Shown {
  return texts.join(separator) as Shown;
}

/** One line of foreign text: secrets in use masked, every invisible character (line breaks too) written as `\u202e`. */
export function visible(text: string): Shown {
  const masked = maskSecretsInUse(text);
  return (hasInvisible(masked) ? masked.replaceAll(EVERY_INVISIBLE, escaped) : masked) as Shown;
}

/**
 * Foreign text of several lines, such as what a program printed: as {@link visible}, with its line breaks (LF, CRLF) kept and tabs as
 * blanks.
 */
export function visibleLines(text: string): Shown {
  const masked = maskSecretsInUse(text);
  if (!hasInvisible(masked)) return masked as Shown;
  const expanded = masked.replaceAll('\r\n', '\n').replaceAll('\t', '    ');
  return expanded.replaceAll(EVERY_INVISIBLE, (character) =>
    character === '\n' ? character : escaped(character),
  ) as Shown;
}

/** What this command line itself laid out, here or in another process: as {@link visibleLines}, with its styles. */
export function shownAgain(text: string): Shown {
  const parts = text.replaceAll(STYLE_MARK, ESCAPE).split(OWN_OUTPUT);
  return parts
    .map((part, index) => (index % 2 === 1 ? STYLE_MARK + part.slice(1) : visibleLines(part)))
    .join('') as Shown;
}

/** The lines of a text. */
export function linesOf(text: Shown): Shown[] {
  return text.split('\n') as Shown[];
}

/** The words of a line, without the blanks before them. What stands between backticks is for copying, and one word. */
export function wordsOf(text: Shown): Shown[] {
  const words: string[] = [];
  let isOpen = false;
  for (const piece of text.trimStart().split(' ')) {
    if (isOpen) words.push(`${words.pop() ?? ''} ${piece}`);
    else words.push(piece);
    if (piece.split('`').length % 2 === 0) isOpen = !isOpen;
  }
  // A backtick without its other one is a character like any other.
  if (isOpen) words.push(...(words.pop() ?? '').split(' '));
  return words as Shown[];
}

/** In capitals. */
export function capitals(text: Shown): Shown {
  return text.toUpperCase() as Shown;
}

/** So many blanks. */
export function blanks(count: number): Shown {
  return ' '.repeat(Math.max(0, count)) as Shown;
}

/** A line that stands so many blanks further out; default: at the edge. */
export function outdented(text: Shown, by = Infinity): Shown {
  const indent = text.length - text.trimStart().length;
  return text.slice(Math.min(indent, by)) as Shown;
}

/** A piece of a text, cut at places that are counted without styles: only for texts that have none. */
export function piece(text: Shown, start: number, end?: number): Shown {
  return text.slice(start, end) as Shown;
}

/** Filled with blanks up to a width in columns of a terminal. */
export function padded(text: Shown, width: number): Shown {
  return line`${text}${blanks(width - shownLength(text))}`;
}

/** Columns of a terminal that a text takes. */
export function shownLength(text: Shown): number {
  return cellWidth(text.includes(STYLE_MARK) ? text.replaceAll(STYLE, '') : text);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
