import type { JsonObject, JsonValue } from '../../core/claim-model';
import { childPath } from '../../core/field-path';
import type { FieldConflict } from '../../core/plan';
import { sameValue } from '../../core/yaml/same-value';
import { isJsonObject } from '../../core/json/json-guards';

/** Result of a merge; where there are conflicts the person's value stands in it. */
export interface Merged {
  readonly value: JsonObject;
  readonly conflicts: readonly FieldConflict[];
}

/**
 * Brings what the program changed since we last wrote a file into the file that a person changed meanwhile: field by
 * field, maps merged key by key, lists as a whole (the API server does not know which of two orders is meant either).
 *
 * @param base - what we wrote last, the version that the ledger names
 * @param program - what the program says now
 * @param person - what stands in the target
 */
export function mergeThreeWay(base: JsonObject, program: JsonObject, person: JsonObject): Merged {
  const conflicts: FieldConflict[] = [];
  return { value: mergeMaps('', base, program, person, conflicts), conflicts };
}

function mergeMaps(
  path: string,
  base: JsonObject,
  program: JsonObject,
  person: JsonObject,
  conflicts: FieldConflict[],
): JsonObject {
  const merged: Record<string, JsonValue> = {};
  for (const key of new Set([...Object.keys(person), ...Object.keys(program)])) {
    const value = mergeValue(childPath(path, key), base[key], program[key], person[key], conflicts);
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

function mergeValue(
  path: string,
  base: JsonValue | undefined,
  program: JsonValue | undefined,
  person: JsonValue | undefined,
  conflicts: FieldConflict[],
): JsonValue | undefined {
  if (isJsonObject(program) && isJsonObject(person)) {
    return mergeMaps(path, isJsonObject(base) ? base : {}, program, person, conflicts);
  }
  if (same(program, person) || same(program, base)) return person;
  if (same(person, base)) return program;
  conflicts.push({
    path,
    ...(base !== undefined && { base }),
    ...(program !== undefined && { program }),
    ...(person !== undefined && { person }),
  });
  return person;
}

function same(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameValue(a, b);
}
