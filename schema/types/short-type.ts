import { itemsOf, type SchemaNode } from '../documents/schema-node';

/** Values of an enum that are named. */
const MOST_VALUES = 12;

/** The type of a value in a few words: `string`, `"a" | "b"`, `list of object`. */
export function shortType(schema: SchemaNode): string {
  const type = plainType(schema);
  return schema.nullable === true ? `${type} | null` : type;
}

function plainType(schema: SchemaNode): string {
  if (schema['x-kubernetes-int-or-string'] === true) return 'number | string';
  const { enum: values, type = 'any' } = schema;
  if (values !== undefined) {
    const named = values
      .slice(0, MOST_VALUES)
      .map((value) => (typeof value === 'bigint' ? String(value) : JSON.stringify(value)));
    const more = values.length - named.length;
    return [...named, ...(more > 0 ? [`${more} more`] : [])].join(' | ');
  }
  const items = itemsOf(schema);
  if (type === 'array') return `list of ${items === undefined ? 'any' : shortType(items)}`;
  const { additionalProperties } = schema;
  if (typeof additionalProperties === 'object') return `map of ${shortType(additionalProperties)}`;
  return type;
}
