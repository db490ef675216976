/** As many hexadecimal digits of a hash as people are shown: enough that no two requests share them by chance. */
const SHORT = 20;

/** A hash as a message for people has it. */
export function shortHash(hash: string): string {
  return hash.slice(0, SHORT);
}

/** Whether a hash that was noted, in full or as {@link shortHash}, is of this one. */
export function isHash(noted: string | undefined, hash: string): boolean {
  return noted === hash || noted === shortHash(hash);
}
