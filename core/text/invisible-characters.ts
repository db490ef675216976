/**
 * Everything that a reader cannot see or that moves what he sees: controls (C0, DEL, C1), bidirectional and other format
 * characters, tags, line and paragraph separators, lone surrogates, ignorable code points (variation selectors, fillers), white
 * space other than the plain blank, noncharacters, the empty Braille pattern. (Trojan Source, CVE-2021-42574; Unicode property
 * names of ECMA-262.) Source of one character's match, for expressions with the flag `u`.
 */
export const INVISIBLE_CHARACTER = String.raw`(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Zs}\p{DI}\p{NChar}\u2800]`;

const INVISIBLE = new RegExp(INVISIBLE_CHARACTER, 'u');
const PLAIN = /^[\x20-\x7e]*$/;

/** Whether a text has a character of {@link INVISIBLE_CHARACTER}. */
export function hasInvisible(text: string): boolean {
  return !PLAIN.test(text) && INVISIBLE.test(text);
}
