import { isJsonCollection } from './json-guards';

/** Whether a value has more than so many levels of objects and lists. Looks no deeper than that. */
export function isNestedDeeper(value: unknown, levels: number): boolean {
  if (!isJsonCollection(value)) return false;
  return levels === 0 || Object.values(value).some((inner) => isNestedDeeper(inner, levels - 1));
}
