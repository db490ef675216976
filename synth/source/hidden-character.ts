/**
 * Characters that a reader of source does not see, or that make him see others elsewhere than they are (controls, line breaks of any
 * reader, marks of bidirectional text, variation selectors, halves of surrogate pairs). U+FE0F behind an emoji is how emoji are
 * written. Blanks other than the plain one are visible enough in a comment, but not in a string.
 */
const PRINTED = '\\x20-\\x7e\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}';
const INVISIBLE = '(?!(?<=\\p{Emoji})\\uFE0F)\\p{Default_Ignorable_Code_Point}';

/** In a string: everything but `\n`, for which the kind of literal decides. */
export const HIDDEN_IN_TEXT = new RegExp(`[^\\n${PRINTED}]|${INVISIBLE}`, 'gu');

/** In a comment of one line. */
export const HIDDEN_IN_COMMENT = new RegExp(`[^\\t\\p{Zs}${PRINTED}]|${INVISIBLE}`, 'gu');

/** The escape of a character, as TypeScript writes it in strings. */
export function escapedCharacter(character: string): string {
  if (character === '\t') return '\\t';
  if (character === '\r') return '\\r';
  if (character === '\n') return '\\n';
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}
