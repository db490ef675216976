/** Longest output of a program, answer of a server or message that is read for its words, in characters. */
const LONGEST_WORDS = 64 * 1024;

/**
 * The beginning and the end of a text that may be of any length: what matters in the output of a program stands there. In
 * between, a line says how much was left out.
 *
 * @param length - of both together, in characters; default {@link LONGEST_WORDS}
 */
export function headAndTail(text: string, length: number = LONGEST_WORDS): string {
  if (text.length <= length) return text;
  const half = length >> 1;
  return `${text.slice(0, half)}\n… ${text.length - 2 * half} characters left out …\n${text.slice(-half)}`;
}
