import type { JsonObject, JsonValue } from '../../core/claim-model';
import { isJsonList, isJsonObject } from '../../core/json/json-guards';

/** An object at a key, or an empty one. */
export function objectAt(value: JsonValue | undefined, key: string): JsonObject {
  const held = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return isJsonObject(held) ? held : {};
}

/** A text at a key; undefined where there is none or another value. */
export function textAt(value: JsonObject, key: string): string | undefined {
  const held = value[key];
  return typeof held === 'string' ? held : undefined;
}

/** Objects of a list at a key. */
export function objectsAt(value: JsonObject, key: string): readonly JsonObject[] {
  const held = value[key];
  return isJsonList(held) ? held.filter(isJsonObject) : [];
}
