import type { JsonObject, JsonValue } from '../claim-model';

/** Whether a value is an object of JSON or YAML: a map, no list and not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a list of JSON or YAML. */
export function isJsonList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Whether a value is a list or an object, something that holds other values. */
export function isJsonCollection(value: unknown): value is readonly JsonValue[] | JsonObject {
  return typeof value === 'object' && value !== null;
}
