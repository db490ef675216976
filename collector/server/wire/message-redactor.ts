import { redactText } from '../../../core/secrets/redact-text';

/** Messages that are remembered: claims say the same over and over. */
const REMEMBERED = 10_000;

/** Redacts messages before they are stored: what a provider prints may hold a connection string. Those seen lately are not judged again. */
export function messageRedactor(): (text: string) => string {
  const seen = new Map<string, string>();
  return (text) => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const redacted = redactText(text);
    if (seen.size >= REMEMBERED) seen.clear();
    seen.set(text, redacted);
    return redacted;
  };
}
