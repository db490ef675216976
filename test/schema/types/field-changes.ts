import { itemsOf, propertyOf, type SchemaNode } from '../../../schema/documents/schema-node';
import { exampleValue } from '../../../schema/types/example-value';

/** A field of a schema, with the way to it: names, `[]` for the items of a list, `{}` for the values of a map. */
export interface SchemaField {
  readonly path: readonly string[];
  readonly schema: SchemaNode;
  readonly isRequired: boolean;
  /** The object that it belongs to takes no other fields than those that the schema names. */
  readonly isInClosed: boolean;
}

/** A copy of `value` with every required field down to `path` filled in, and `change` applied at its end. */
export function changed(
  schema: SchemaNode,
  path: readonly string[],
  change: (parent: Record<string, unknown>, name: string) => void,
): unknown {
  const [name = '', ...rest] = path;
  if (name === '[]') return [changed(itemsOf(schema) ?? {}, rest, change)];
  if (name === '{}') return { key: changed(schema.additionalProperties as SchemaNode, rest, change) };
  const value = {
    ...(exampleValue({ ...schema, default: undefined, example: undefined }) as Record<string, unknown>),
  };
  if (rest.length === 0) change(value, name);
  else setOwn(value, name, changed(propertyOf(schema, name) ?? {}, rest, change));
  return value;
}

/** Every field of a schema. */
export function* fieldsOf(schema: SchemaNode, path: readonly string[] = []): Generator<SchemaField> {
  const isInClosed =
    schema['x-kubernetes-preserve-unknown-fields'] !== true &&
    schema['x-kubernetes-embedded-resource'] !== true;
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const isRequired = (schema.required ?? []).includes(name) && property.default === undefined;
    yield { path: [...path, name], schema: property, isRequired, isInClosed };
    let below = property;
    const way = [...path, name];
    for (;;) {
      const items = itemsOf(below);
      if (items !== undefined) way.push('[]');
      else if (typeof below.additionalProperties === 'object') way.push('{}');
      else break;
      below = items ?? (below.additionalProperties as SchemaNode);
    }
    yield* fieldsOf(below, way);
  }
}

/** A value that the field does not take; undefined where it takes any. */
export function wrongFor(schema: SchemaNode): unknown {
  if (schema['x-kubernetes-int-or-string'] === true) return true;
  if (schema.type === undefined) return undefined;
  return schema.type === 'boolean' ? 'yes' : true;
}

/** Sets a field of any name, `__proto__` included. */
export function setOwn(parent: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(parent, name, { value, enumerable: true, configurable: true });
}
