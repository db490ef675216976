import { redactText } from '../../../core/secrets/redact-text';

/** UTF-16 units of messages that are remembered: claims say the same over and over. */
const REMEMBERED = 4 * 2 ** 20;

/** What an entry takes beside its texts. */
const OVERHEAD = 64;

/** Redacts messages before they are stored: what a provider prints may hold a connection string. Those seen lately are not judged again. */
export function messageRedactor(): (text: string) => string {
  const seen = new Map<string, string>();
  let size = 0;
  return (text) => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const redacted = redactText(text);
    size += text.length + redacted.length + OVERHEAD;
    if (size > REMEMBERED) {
      seen.clear();
      size = 0;
    }
    seen.set(text, redacted);
    return redacted;
  };
}
