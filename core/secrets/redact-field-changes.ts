import { childPath, pathSegments } from '../field-path';
import type { FieldChange } from '../plan';
import { redactPair } from './redact-value';
import { redactText } from './redact-text';
import { placeOfPath } from './value-place';

/** What the fields belong to. */
export interface RedactionContext {
  /** Kind of the object: below `data` of a `Secret` everything is one. */
  readonly kind?: string;
}

/** A field change that may be shown to anyone. */
export interface RedactedFieldChange extends FieldChange {
  /** Set where the whole value is a secret; before and after are absent then. */
  readonly shape?: string;
  /** True where anything was hidden, here or deeper. */
  readonly redacted: boolean;
}

/** The same changes with every secret replaced by its shape; nested ones in place. Secrets in paths are hidden, too. */
export function redactFieldChanges(
  fields: readonly FieldChange[],
  context: RedactionContext = {},
): RedactedFieldChange[] {
  return fields.map((field) => {
    const pair = redactPair(field.before, field.after, placeOfPath(field.path, context.kind === 'Secret'));
    return { path: redactPath(field.path), ...pair };
  });
}

/** Step by step: a quoted key is judged as what it stands for. */
function redactPath(path: string): string {
  const segments = pathSegments(path);
  if (segments.every(({ text }) => redactText(text) === text)) {
    return redactText(path);
  }
  let shown = '';
  for (const { text, isItem } of segments) {
    shown = isItem ? `${shown}[${redactText(text)}]` : childPath(shown, redactText(text));
  }
  return redactText(shown);
}
