import type { FieldConflict } from '../../core/plan';
import { redactFieldChanges } from '../../core/secrets/redact-field-changes';

/** A conflict that may be shown to anyone. */
export interface RedactedConflict extends FieldConflict {
  /** Set where the field holds a secret; its three values are absent then. */
  readonly shape?: string;
}

/** Hides a field of which any side holds a secret: what is one on one side was one on the others. */
export function redactConflict(conflict: FieldConflict): RedactedConflict {
  const { path, base, program, person } = conflict;
  const pairs = redactFieldChanges([
    { path, before: base, after: program },
    { path, before: base, after: person },
  ]);
  const [first] = pairs;
  if (first === undefined || !pairs.some((pair) => pair.redacted)) return conflict;
  return { path: first.path, shape: pairs.find((pair) => pair.shape !== undefined)?.shape ?? '••••' };
}
