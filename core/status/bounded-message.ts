/** Longest message that is kept, in UTF-16 units. */
const LONGEST_MESSAGE = 4096;
const MARKER = '… (truncated)';

/** A message, cut where it is too long. The collector keeps messages in this form, and informers count them so in a digest. */
export function boundedMessage(text: string): string {
  return boundedText(text, LONGEST_MESSAGE);
}

/** A text of at most so many UTF-16 units, never cut inside a character. */
export function boundedText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = longest - MARKER.length;
  const isInside = /[\ud800-\udbff]/.test(text[end - 1] ?? '');
  return text.slice(0, isInside ? end - 1 : end) + MARKER;
}
