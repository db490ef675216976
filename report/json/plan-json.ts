import type { FieldChange, MergeOffer, Plan, PlannedFile } from '../../core/plan';
import { redactFieldChanges } from '../../core/secrets/redact-field-changes';
import { redactConflict } from '../view/redact-conflict';

/** A plan as `--json` prints it: secrets by their shape, files that change only. */
export function planJson(plan: Plan): Readonly<Record<string, unknown>> {
  return {
    changes: plan.changes.map((change) => ({ ...change, fields: shownFields(change.fields, change.kind) })),
    kept: keptJson(plan),
    files: plan.files.filter((file) => file.action !== 'unchanged').map(fileJson),
    warnings: plan.warnings,
    summary: plan.summary,
  };
}

/** Kept files, with what merging would bring or where it conflicts. */
export function keptJson(plan: Plan): readonly Readonly<Record<string, unknown>>[] {
  return plan.kept.map(({ merge, ...file }) => ({
    ...file,
    fields: shownFields(file.fields),
    ...(merge === undefined ? {} : { merge: mergeJson(merge) }),
  }));
}

function mergeJson(offer: MergeOffer): unknown {
  if (offer.status === 'clean') return { ...offer, fields: shownFields(offer.fields) };
  if (offer.status !== 'conflicts') return offer;
  return { ...offer, conflicts: offer.conflicts.map((conflict) => redactConflict(conflict)) };
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
