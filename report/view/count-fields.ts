import type { JsonValue } from '../../core/claim-model';
import type { FieldChange } from '../../core/plan';

/** How many single values differ: a whole map or list that comes or goes counts as what is in it, as it is shown. */
export function countFields(fields: readonly FieldChange[]): number {
  let count = 0;
  for (const { before, after } of fields) count += Math.max(1, values(before), values(after));
  return count;
}

function values(whole: JsonValue | undefined): number {
  if (whole === undefined) return 0;
  let count = 0;
  const rest: JsonValue[] = [whole];
  for (let value = rest.pop(); value !== undefined; value = rest.pop()) {
    const children = typeof value === 'object' && value !== null ? Object.values<JsonValue>(value) : [];
    if (children.length === 0) count++;
    for (const child of children) rest.push(child);
  }
  return count;
}
