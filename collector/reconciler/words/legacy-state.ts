import type { RegistryState, RegistryStatus } from './state-words';
import { oneLine } from './message-text';

/** What the original's informer says in place of a message, and what people report by hand. */
const WORDS: readonly (readonly [RegExp, RegistryStatus])[] = [
  [/^ready(?:\s*[=:]\s*true\b.*)?$/i, 'active'],
  [/^(?:available|active|healthy|running)$/i, 'active'],
  [/^ready\s*[=:]\s*false\b/i, 'error'],
  [/^not ready\b/i, 'error'],
  [/^(?:error|failed)\b/i, 'error'],
  [/^no (?:Ready condition found|status conditions available)$/i, 'creating'],
  [/^(?:creating|pending|provisioning)\b/i, 'creating'],
  [/^deleting\b/i, 'deleting'],
];

/**
 * What the registry says of a report of the original's format, which has a message and nothing else: of a condition with a message it is the message alone, and nobody can tell whether it was
 * True (collector-and-registry.md §1.8).
 */
export function legacyState(statusMessage: string): RegistryState {
  const message = oneLine(statusMessage);
  const status = WORDS.find(([pattern]) => pattern.test(message))?.[1] ?? 'unknown';
  return { status, statusMessage: message };
}
