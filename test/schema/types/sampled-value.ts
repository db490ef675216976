import type { JsonValue } from '../../../core/claim-model';
import { itemsOf, type SchemaNode } from '../../../schema/documents/schema-node';
import { exampleValue } from '../../../schema/types/example-value';
import { choiceOf } from '../../../schema/types/value-type';

/** Objects in objects whose optional fields are there, too. */
const DEEPEST = 6;

/** A random number from 0 to 1, the same ones for the same seed. */
export function numbersOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/**
 * A value that a schema takes, as far as its structure says (patterns and rules aside): what has to be there, and a few of the optional
 * fields, fewer the deeper it goes.
 */
export function sampledValue(schema: SchemaNode, random: () => number, name = 'value', depth = 0): JsonValue {
  const { enum: values, additionalProperties, type } = schema;
  if (schema.nullable === true && depth > 0 && random() < 0.2) return null;
  if (values !== undefined) return values[Math.floor(random() * values.length)] ?? null;
  if (schema['x-kubernetes-int-or-string'] === true) return random() < 0.5 ? 80 : '25%';
  // There are objects with "items" in the wild, which mean nothing.
  const items = type === 'array' ? itemsOf(schema) : undefined;
  if (items !== undefined) {
    const count = Math.max(schema.minItems ?? 0, random() < 0.6 ? 1 : 0);
    return Array.from({ length: Math.min(count, 3) }, () => sampledValue(items, random, name, depth + 1));
  }
  if (typeof additionalProperties === 'object') {
    return { 'a.key/of-it': sampledValue(additionalProperties, random, name, depth + 1) };
  }
  if (schema.properties === undefined) {
    const isFree = type === 'object' && schema['x-kubernetes-preserve-unknown-fields'] === true;
    return isFree ? { any: [1, { field: 'x' }], kind: 'K', apiVersion: 'v1' } : exampleValue(schema, name);
  }
  return sampledObject(schema, random, depth);
}

function sampledObject(schema: SchemaNode, random: () => number, depth: number): JsonValue {
  const { properties = {}, required = [] } = schema;
  const choice = choiceOf(schema)?.fields ?? [];
  const chosen = choice[Math.floor(random() * choice.length)];
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const entries = Object.entries(properties).flatMap(([name, property]): [string, JsonValue][] => {
    const isWanted = choice.includes(name)
      ? name === chosen
      : required.includes(name)
        ? property.default === undefined || random() < 0.5
        : depth < DEEPEST && random() < 0.5 / (depth + 1);
    return isWanted ? [[name, sampledValue(property, random, name, depth + 1)]] : [];
  });
  const further: [string, JsonValue][] = isOpen ? [['furtherField', { of: ['it'] }]] : [];
  const resource: [string, JsonValue][] =
    schema['x-kubernetes-embedded-resource'] === true
      ? [
          ['apiVersion', 'v1'],
          ['kind', 'ConfigMap'],
        ]
      : [];
  return Object.fromEntries([...resource, ...entries, ...further]);
}
