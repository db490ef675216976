import { heldBackClaims } from '../../core/held-back';
import type { Change, ChangeKind, FileAction, KeptFile, PlannedFile, PlanSummary } from '../../core/plan';

/** Counts of a plan. */
export function summarize(
  files: readonly PlannedFile[],
  changes: readonly Change[],
  kept: readonly KeptFile[],
  claims: number,
): PlanSummary {
  const byChange: Record<ChangeKind, number> = {
    added: 0,
    changed: 0,
    renamed: 0,
    replaced: 0,
    removed: 0,
    'registry-only': 0,
  };
  for (const { change } of changes) byChange[change]++;
  const byAction: Record<FileAction, number> = { create: 0, update: 0, delete: 0, unchanged: 0 };
  for (let at = 0; at < files.length; at++) byAction[(files[at] as PlannedFile).action]++;
  const { 'registry-only': registryOnly, ...counts } = byChange;
  return {
    ...counts,
    registryOnly,
    kept: kept.length,
    heldBack: heldBackClaims(kept).length,
    claims,
    files: byAction,
  };
}
