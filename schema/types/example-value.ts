import type { JsonValue } from '../../core/claim-model';
import { itemsOf, type SchemaNode } from '../documents/schema-node';

/** Objects in objects that an example shows. */
const DEEPEST = 8;

/** A value that a schema takes: what has to be there and nothing else, with the author's own example or default where there is one. */
export function exampleValue(schema: SchemaNode, name = 'value', depth = 0): JsonValue {
  if (schema.example !== undefined) return schema.example;
  if (schema.default !== undefined) return schema.default;
  const [choice] = schema.enum ?? [];
  if (choice !== undefined) return choice;
  if (schema['x-kubernetes-int-or-string'] === true) return 1;
  switch (schema.type) {
    case 'integer':
    case 'number':
      return numberIn(schema);
    case 'boolean':
      return true;
    case 'array': {
      const count = Math.min(schema.minItems ?? 0, 3);
      return Array.from({ length: count }, () => exampleValue(itemsOf(schema) ?? {}, name, depth + 1));
    }
    case 'string':
      return textFor(schema, name);
    case undefined:
    default:
      return depth < DEEPEST ? objectFor(schema, depth) : {};
  }
}

function numberIn({ minimum, maximum, exclusiveMinimum, type }: SchemaNode): number {
  const step = type === 'integer' ? 1 : 0.5;
  if (minimum !== undefined) return exclusiveMinimum === true ? minimum + step : minimum;
  return maximum !== undefined && maximum < 1 ? maximum : 1;
}

function textFor({ format, minLength = 0 }: SchemaNode, name: string): string {
  if (format === 'date-time') return '2025-01-01T00:00:00Z';
  if (format === 'date') return '2025-01-01';
  return name.padEnd(Math.min(minLength, 63), 'x');
}

function objectFor(schema: SchemaNode, depth: number): JsonValue {
  const { properties = {}, required = [] } = schema;
  const [branch] = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  const wanted = new Set([...required, ...(branch?.required ?? [])]);
  const entries = Object.keys(wanted.size === 0 ? {} : properties).flatMap((name) => {
    const property = wanted.has(name) ? properties[name] : undefined;
    return property === undefined || property.default !== undefined
      ? []
      : [[name, exampleValue(property, name, depth + 1)] as const];
  });
  const isResource = schema['x-kubernetes-embedded-resource'] === true;
  return Object.fromEntries([
    ...(isResource ? [['apiVersion', 'v1'] as const, ['kind', 'ConfigMap'] as const] : []),
    ...entries,
  ]);
}
