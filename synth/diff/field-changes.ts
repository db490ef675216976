import type { JsonObject, JsonValue } from '../../core/claim-model';
import { childPath } from '../../core/field-path';
import type { FieldChange } from '../../core/plan';
import { sameValue } from '../../core/yaml/same-value';
import { isJsonObject } from '../../core/json/json-guards';

/** Keys that name a list item in Kubernetes objects, in order of preference (the same that dyff uses). */
const ITEM_NAMES = ['name', 'id', 'key'] as const;

/**
 * What differs between two objects, field by field: the key order does not matter, list items that carry a unique
 * name are matched by it, everything else by position. A subtree that is only on one side is one change.
 *
 * @param before - undefined where there was nothing
 * @param after - undefined where nothing remains
 */
export function fieldChanges(before: JsonObject | undefined, after: JsonObject | undefined): FieldChange[] {
  const changes: FieldChange[] = [];
  compareMaps('', before ?? {}, after ?? {}, changes);
  return changes;
}

function compare(path: string, before: JsonValue, after: JsonValue, changes: FieldChange[]): void {
  if (isJsonObject(before) && isJsonObject(after)) {
    compareMaps(path, before, after, changes);
  } else if (Array.isArray(before) && Array.isArray(after)) {
    compareLists(path, before as readonly JsonValue[], after as readonly JsonValue[], changes);
  } else if (!sameValue(before, after)) {
    changes.push({ path, before, after });
  }
}

function compareMaps(path: string, before: JsonObject, after: JsonObject, changes: FieldChange[]): void {
  for (const [key, value] of Object.entries(before)) {
    const other = after[key];
    if (other === undefined) {
      changes.push({ path: childPath(path, key), before: value });
    } else {
      compare(childPath(path, key), value, other, changes);
    }
  }
  for (const [key, value] of Object.entries(after)) {
    if (before[key] === undefined) changes.push({ path: childPath(path, key), after: value });
  }
}

function compareLists(
  path: string,
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  changes: FieldChange[],
): void {
  const oldNames = itemNames(before);
  const newNames = itemNames(after);
  if (oldNames === undefined || newNames === undefined) {
    for (let index = 0; index < Math.max(before.length, after.length); index++) {
      compareItems(`${path}[${index}]`, before[index], after[index], changes);
    }
    return;
  }
  for (const [name, value] of oldNames) compareItems(`${path}[${name}]`, value, newNames.get(name), changes);
  for (const [name, value] of newNames) {
    if (!oldNames.has(name)) changes.push({ path: `${path}[${name}]`, after: value });
  }
  const kept = [...oldNames.keys()].filter((name) => newNames.has(name));
  const order = [...newNames.keys()].filter((name) => oldNames.has(name));
  // The same items in another order are another list to the API server: say so in one line instead of one per item.
  if (kept.some((name, index) => order[index] !== name)) {
    changes.push({ path: `${path}[order]`, before: kept, after: order });
  }
}

function compareItems(
  path: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  changes: FieldChange[],
): void {
  if (before === undefined) changes.push({ path, after });
  else if (after === undefined) changes.push({ path, before });
  else compare(path, before, after, changes);
}

/** Items by their name, when every item is a map with a unique string under one and the same naming key. */
function itemNames(items: readonly JsonValue[]): Map<string, JsonValue> | undefined {
  for (const key of ITEM_NAMES) {
    const named = new Map<string, JsonValue>();
    for (const item of items) {
      const name = isJsonObject(item) ? item[key] : undefined;
      if (typeof name === 'string' && name !== 'order') named.set(name, item);
    }
    if (named.size === items.length && items.length > 0) return named;
  }
  return items.length === 0 ? new Map() : undefined;
}
