import { isJsonObject } from '../../core/json/json-guards';
import type { Shape } from './kustomization-shape';

/** A value that has not the shape that it must have. */
export class Misshapen extends Error {}

/**
 * A value as Go's decoder of JSON puts it into a field: names of fields are found without case, of two for one field the later wins, null
 * leaves a field as it was, and nothing else is forgiven.
 *
 * @returns the value with the names that the shape has; undefined for null
 * @throws Misshapen
 */
export function conform(value: unknown, shape: Shape, where: string): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof shape === 'string') return scalar(value, shape, where);
  if (Array.isArray(shape)) {
    const [item] = shape as readonly [Shape];
    if (!Array.isArray(value)) throw misshapen(where, 'a list', value);
    return (value as readonly unknown[]).map((one, index) => {
      return conform(one, item, `${where}[${index}]`) ?? (item === 'text' ? '' : {});
    });
  }
  if (!isJsonObject(value)) throw misshapen(where, 'a map', value);
  return 'each' in shape
    ? map(value, shape.each, where)
    : fields(value, (shape as { fields: Fields }).fields, where);
}

type Fields = Readonly<Record<string, Shape>>;

function fields(
  value: Readonly<Record<string, unknown>>,
  shapes: Fields,
  where: string,
): Record<string, unknown> {
  const known = lowerCased(shapes);
  const result: Record<string, unknown> = {};
  // Go writes the keys of a map in order before it decodes them.
  for (const key of Object.keys(value).sort()) {
    const name = Object.hasOwn(shapes, key) ? key : known.get(key.toLowerCase());
    if (name === undefined) {
      throw new Misshapen(`there is no field \`${key.slice(0, 80)}\`${where === '' ? '' : ` in ${where}`}`);
    }
    const field = conform(value[key], shapes[name] as Shape, where === '' ? name : `${where}.${name}`);
    if (field !== undefined) result[name] = field;
  }
  return result;
}

function map(value: Readonly<Record<string, unknown>>, each: Shape, where: string): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    Object.defineProperty(result, key, {
      value: conform(item, each, `${where}.${key.slice(0, 80)}`) ?? '',
      enumerable: true,
    });
  }
  return result;
}

function scalar(value: unknown, shape: string, where: string): unknown {
  switch (shape) {
    case 'anything':
      return value;
    case 'text':
      if (typeof value === 'string') return value;
      throw misshapen(where, 'text', value);
    case 'boolean':
      if (typeof value === 'boolean') return value;
      throw misshapen(where, 'true or false', value);
    default:
      if (typeof value === 'bigint' || Number.isSafeInteger(value)) return value;
      throw misshapen(where, 'an integer', value);
  }
}

const lowered = new WeakMap<Fields, ReadonlyMap<string, string>>();

function lowerCased(shapes: Fields): ReadonlyMap<string, string> {
  let names = lowered.get(shapes);
  if (names === undefined) {
    names = new Map(Object.keys(shapes).map((name) => [name.toLowerCase(), name]));
    lowered.set(shapes, names);
  }
  return names;
}

function misshapen(where: string, wanted: string, value: unknown): Misshapen {
  return new Misshapen(`${where || 'the file'} must be ${wanted}, found ${described(value)}`);
}

function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint') {
    return String(value);
  }
  return 'a map';
}
