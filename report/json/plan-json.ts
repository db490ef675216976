import type { PlannedFile } from '../../core/plan';
import type { RedactedFieldChange } from '../../core/secrets/redact-field-changes';
import type { KeptView, MergeView, PlanView } from '../view/plan-view';

/** A plan as `--json` prints it: secrets by their shape, files that change only. */
export function planJson(view: PlanView): Readonly<Record<string, unknown>> {
  const { warnings, summary } = view.plan;
  return {
    changes: view.changes.map(({ planned, fields }) => ({ ...planned, fields: fieldsJson(fields()) })),
    kept: view.kept.map(keptJson),
    files: view.touched.map(fileJson),
    warnings,
    summary,
  };
}

/** A kept file, with what merging would bring or where it conflicts. */
export function keptJson({ planned, fields, merge }: KeptView): Readonly<Record<string, unknown>> {
  return {
    ...planned,
    fields: fieldsJson(fields()),
    ...(merge === undefined ? {} : { merge: mergeJson(merge) }),
  };
}

function mergeJson(merge: MergeView): unknown {
  return merge.status === 'clean' ? { ...merge, fields: fieldsJson(merge.fields()) } : merge;
}

/** A file as `--json` lists it. */
export function fileJson({ path, action }: PlannedFile): { readonly path: string; readonly action: string } {
  return { path, action };
}

function fieldsJson(fields: readonly RedactedFieldChange[]): unknown[] {
  return fields.map(({ redacted, ...field }) => (redacted ? { ...field, redacted } : field));
}
