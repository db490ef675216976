import { heldBackClaims } from '../../../core/held-back';
import type { Change, ChangeKind, KeptFile, Plan } from '../../../core/plan';
import type { ReviewContext } from '../../../report/review/review-context';

const COUNTED = { added: 0, changed: 0, renamed: 0, replaced: 0, removed: 0, 'registry-only': 0 };

/** A plan around changes; counts follow from them. */
export function samplePlan(changes: readonly Change[], rest: Partial<Plan> = {}): Plan {
  const counts: Record<ChangeKind, number> = { ...COUNTED };
  for (const { change } of changes) counts[change] += 1;
  const { 'registry-only': registryOnly, ...others } = counts;
  const kept = rest.kept ?? [];
  return {
    files: [],
    changes,
    kept,
    warnings: [],
    summary: {
      ...others,
      registryOnly,
      kept: kept.length,
      heldBack: heldBackClaims(kept).length,
      claims: changes.length,
      files: { create: 3, update: 2, delete: 1, unchanged: 4 },
    },
    ...rest,
  };
}

/** A change with what most tests do not care for. */
export function sampleChange(change: ChangeKind, claim: string, rest: Partial<Change> = {}): Change {
  const [category = '', name = ''] = claim.split('/');
  const identity = { apiVersion: 'example.com/v1', kind: 'VolumeClaim', namespace: 'default', name };
  return {
    change,
    kind: 'VolumeClaim',
    category,
    name,
    path: `claims/${category}/${name}/volumeclaim.yaml`,
    ...(change === 'added' ? {} : { before: identity }),
    ...(change === 'removed'
      ? {}
      : { after: identity, source: { file: `claims/${category}.ts`, line: 12, construct: claim } }),
    fields: [],
    files: [`claims/${category}/${name}/kustomization.yaml`, `claims/${category}/${name}/volumeclaim.yaml`],
    ...rest,
  };
}

export function sampleKept(path: string, rest: Partial<KeptFile> = {}): KeptFile {
  const [, category = '', name = ''] = path.split('/');
  return { path, category, name, reason: 'hand-edited', fields: [], programChanged: false, ...rest };
}

export const SAMPLE_CONTEXT: ReviewContext = {
  project: 'shop',
  group: 'all',
  base: 'main',
  input: 'a1'.repeat(20),
  output: 'b2'.repeat(20),
  version: '0.1.0',
  sourceUrl: 'https://github.com/acme/claims/blob/main',
};
