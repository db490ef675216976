/**
 * Everything that a reader cannot see or that moves what he sees: controls (C0, DEL, C1), bidirectional and other format
 * characters, tags, line and paragraph separators, lone surrogates, ignorable code points (variation selectors, fillers), white
 * space other than the plain blank, noncharacters, the empty Braille pattern. (Trojan Source, CVE-2021-42574; Unicode property
 * names of ECMA-262.)
 */
const INVISIBLE = /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Zs}\p{DI}\p{NChar}\u2800]/u;
/** Each invisible character of a text, for `replace`. */
export const EVERY_INVISIBLE = /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Zs}\p{DI}\p{NChar}\u2800]/gu;
/** Each run of one invisible character, which is the first group. */
export const INVISIBLE_RUN = /((?! )[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Zs}\p{DI}\p{NChar}\u2800])\1*/gu;
const PLAIN = /^[\x20-\x7e]*$/;

/** Whether a text has a character of those that cannot be seen. */
export function hasInvisible(text: string): boolean {
  return !PLAIN.test(text) && INVISIBLE.test(text);
}
