/** What the original's informer says in place of a message, and what people report by hand. */
const WORDS = [
  [/^ready(?:\s*[=:]\s*true\b.*)?$/i, 'active'],
  [/^(?:available|active|healthy|running)$/i, 'active'],
  [/^ready\s*[=:]\s*false\b/i, 'error'],
  [/^not ready\b/i, 'error'],
  [/^(?:error|failed)\b/i, 'error'],
  [/^no (?:Ready condition found|status conditions available)$/i, 'creating'],
  [/^(?:creating|pending|provisioning)\b/i, 'creating'],
  [/^deleting\b/i, 'deleting'],
] as const;

/**
 * The status that a report of the original's format means, which has a message and nothing else: of a condition with a message it is the message
 * alone, and nobody can tell whether it was True (collector-and-registry.md §1.8).
 */
export function legacyStatus(message: string): (typeof WORDS)[number][1] | 'unknown' {
  return WORDS.find(([pattern]) => pattern.test(message))?.[1] ?? 'unknown';
}
