import type { JsonObject } from '../../core/claim-model';
import type { FieldChange } from '../../core/plan';

/** For a claim that comes or goes as a whole: its parts as single values, for whoever shows them. */
export function wholeObject(object: JsonObject, side: 'before' | 'after' = 'after'): FieldChange[] {
  const parts: FieldChange[] = [];
  for (const [key, value] of Object.entries(object)) {
    if (key !== 'apiVersion' && key !== 'kind') parts.push({ path: key, [side]: value });
  }
  return parts;
}
