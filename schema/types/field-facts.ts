import type { SchemaNode } from '../documents/schema-node';

/** Longest default or pattern that is shown whole. */
const LONGEST = 200;

/** What a schema says of a value beside its type, a sentence each: default, bounds, pattern, format, rules. */
export function fieldFacts(schema: SchemaNode): string[] {
  const facts: string[] = [];
  if (schema.default !== undefined) facts.push(`Default: ${inCode(json(schema.default))}.`);
  facts.push(...bounds(schema));
  if (schema.pattern !== undefined) facts.push(`Pattern: ${inCode(schema.pattern)}.`);
  if (schema.format !== undefined) facts.push(`Format: ${inCode(schema.format)}.`);
  if (schema['x-kubernetes-list-type'] === 'set') facts.push('Each item once.');
  const keys = schema['x-kubernetes-list-map-keys'];
  if (keys !== undefined) facts.push(`One item for each ${keys.map(inCode).join(', ')}.`);
  for (const { rule, message } of schema['x-kubernetes-validations'] ?? []) {
    facts.push(message !== undefined && message !== '' ? `Rule: ${message}` : `Rule: ${inCode(rule)}`);
  }
  return facts;
}

function bounds(schema: SchemaNode): string[] {
  const { minimum, maximum } = schema;
  const low = schema.exclusiveMinimum === true ? 'More than' : 'At least';
  const high = schema.exclusiveMaximum === true ? 'less than' : 'at most';
  const facts: string[] = [];
  const range = [
    ...(minimum !== undefined ? [`${low} ${minimum}`] : []),
    ...(maximum !== undefined ? [`${high} ${maximum}`] : []),
  ].join(', ');
  if (range !== '') facts.push(`${range.charAt(0).toUpperCase()}${range.slice(1)}.`);
  if (schema.multipleOf !== undefined) facts.push(`A multiple of ${schema.multipleOf}.`);
  facts.push(
    ...count(schema.minLength, schema.maxLength, 'characters'),
    ...count(schema.minItems, schema.maxItems, 'items'),
    ...count(schema.minProperties, schema.maxProperties, 'fields'),
  );
  return facts;
}

function count(least: number | undefined, most: number | undefined, of: string): string[] {
  if (least !== undefined && most !== undefined) return [`${least} to ${most} ${of}.`];
  if (least !== undefined) return [`At least ${least} ${of}.`];
  return most !== undefined ? [`At most ${most} ${of}.`] : [];
}

function json(value: unknown): string {
  return JSON.stringify(value, (_key, held: unknown) => (typeof held === 'bigint' ? held.toString() : held));
}

function inCode(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return short.includes('`') ? short : `\`${short}\``;
}
