import type { FieldChange } from '../../core/plan';
import { isJsonObject } from '../../core/json/json-guards';

/** A change of a whole map as changes of what is in it; lists and empty maps stay whole. */
export function leavesOf(field: FieldChange): readonly FieldChange[] {
  const { path, before, after } = field;
  const value = after ?? before;
  if ((before !== undefined && after !== undefined) || !isJsonObject(value)) return [field];
  const entries = Object.entries(value);
  if (entries.length === 0) return [field];
  const side = after === undefined ? 'before' : 'after';
  return entries.flatMap(([key, child]) => leavesOf({ path: joined(path, key), [side]: child }));
}

function joined(path: string, key: string): string {
  return /^[\w-]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}
