/**
 * A value as Go's `json.Encoder` writes it: escapes for `<`, `>`, `&` and the line separators, a line feed at the end (collector-and-registry.md §1.3).
 * Lone surrogates never come here: what is read has none.
 */
export function goJsonText(value: unknown): string {
  return `${JSON.stringify(value).replace(ESCAPED, escapeOf)}\n`;
}

const ESCAPED = /[<>&\u2028\u2029]/g;

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
