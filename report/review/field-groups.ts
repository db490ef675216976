import type { JsonValue } from '../../core/claim-model';
import type { RedactedFieldChange } from '../../core/secrets/redact-field-changes';
import { redactText } from '../../core/secrets/redact-text';
import { byteLength } from '../../core/secrets/secret-shapes';
import { diffLines } from './line-diff';
import type { FieldGroup } from './section';
import { valueLines } from './value-lines';
import { grouped } from '../view/phrase';
import { visibleText } from './visible-text';

/** Field changes as a diff: `@@ path @@`, then `- ` before and `+ ` after; a secret is one line `! •••• 24 → 32 bytes, changed`. */
export function fieldGroups(fields: readonly RedactedFieldChange[]): FieldGroup[] {
  return fields.map((field) => ({
    title: `@@ ${field.path === '' ? '(whole claim)' : visibleText(field.path)} @@`,
    lines: changeLines(field),
  }));
}

function changeLines(field: RedactedFieldChange): string[] {
  if (field.shape !== undefined) {
    return [`! ${field.shape}`];
  }
  if (field.before !== undefined && field.after !== undefined) {
    const lines = diffLines(shownLines(field.before), shownLines(field.after));
    if (lines.some(({ sign }) => sign !== ' ')) {
      return lines.map(({ sign, text }) => `${sign} ${text}`);
    }
    // they differ in what is not shown, such as a line break at the end or a secret deep inside
    return [`! ${kindOf(field.before)} → ${kindOf(field.after)}, both look the same here`];
  }
  return [
    ...(field.before === undefined ? [] : shownLines(field.before).map((line) => `- ${line}`)),
    ...(field.after === undefined ? [] : shownLines(field.after).map((line) => `+ ${line}`)),
  ];
}

/** Lines of a value, each fit to stand in a fence. Keys may hold what values must not. */
function shownLines(value: JsonValue): string[] {
  const lines = valueLines(value);
  return lines.map((line) => visibleText(redactText(line), { tabs: true }));
}

function kindOf(value: JsonValue): string {
  const bytes = byteLength(value);
  const type = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
  return `${type} of ${grouped(bytes)} byte${bytes === 1 ? '' : 's'}`;
}
