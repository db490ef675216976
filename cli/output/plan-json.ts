import type { FieldChange, Plan, PlannedFile } from '../../core/plan';
import { redactFieldChanges } from '../../core/secrets/redact-field-changes';

/** A plan as `--json` prints it: secrets by their shape, files that change only. */
export function planJson(plan: Plan): Readonly<Record<string, unknown>> {
  return {
    changes: plan.changes.map((change) => ({ ...change, fields: shownFields(change.fields, change.kind) })),
    kept: plan.kept.map((file) => ({ ...file, fields: shownFields(file.fields) })),
    files: plan.files.filter((file) => file.action !== 'unchanged').map(fileJson),
    warnings: plan.warnings,
    summary: plan.summary,
  };
}

/** A file as `--json` lists it. */
export function fileJson({ path, action }: PlannedFile): { readonly path: string; readonly action: string } {
  return { path, action };
}

function shownFields(fields: readonly FieldChange[], kind?: string): unknown[] {
  return redactFieldChanges(fields, kind === undefined ? {} : { kind }).map(({ redacted, ...field }) =>
    redacted ? { ...field, redacted } : field,
  );
}
