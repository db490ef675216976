import type { JsonObject } from '../../core/claim-model';
import type { FieldChange } from '../../core/plan';

/** Whether a ledger path is a claim file rather than one of the two files that go with it. */
export function isClaimFile(path: string): boolean {
  const name = fileName(path);
  return name !== 'kustomization.yaml' && name !== 'catalog-info.yaml';
}

/** Last part of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** For a claim that comes or goes as a whole: its parts as single values, for whoever shows them. */
export function wholeObject(object: JsonObject, side: 'before' | 'after' = 'after'): FieldChange[] {
  const parts: FieldChange[] = [];
  for (const [key, value] of Object.entries(object)) {
    if (key !== 'apiVersion' && key !== 'kind') parts.push({ path: key, [side]: value });
  }
  return parts;
}
