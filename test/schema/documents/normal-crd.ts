import { isJsonObject } from '../../../core/json/json-guards';
import type { JsonValue } from '../../../core/claim-model';

/** A value with the keys of every object sorted, so that two YAML texts that say the same compare equal. */
export function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(sorted);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => [key, sorted(held)]),
  );
}
