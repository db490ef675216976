/** Longest message that is kept, in UTF-16 units. */
const LONGEST_MESSAGE = 4096;
const MARKER = '… (truncated)';

/** A message, cut where it is too long, never inside a character. */
export function boundedMessage(text: string): string {
  if (text.length <= LONGEST_MESSAGE) return text;
  const end = LONGEST_MESSAGE - MARKER.length;
  const isInside = /[\ud800-\udbff]/.test(text[end - 1] ?? '');
  return text.slice(0, isInside ? end - 1 : end) + MARKER;
}
