import type { JsonObject, JsonValue } from '../../core/claim-model';
import type { CustomKind, KindVersion } from '../documents/custom-kind';
import { itemsOf, type SchemaNode } from '../documents/schema-node';
import { ecmaPattern } from './ecma-pattern';

/** What JSON Schema draft-07 says in the same words. */
const SAME = [
  'title',
  'description',
  'default',
  'format',
  'minimum',
  'maximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'required',
] as const;

/**
 * JSON Schema of the objects of a kind in one version, for editors and validators of YAML (yaml-language-server, kubeconform): fields
 * that the cluster would drop are refused.
 */
export function jsonSchemaOf({ group, kind }: CustomKind, { name, schema }: KindVersion): JsonObject {
  const converted = convert(schema);
  const properties = (converted['properties'] ?? {}) as JsonObject;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...converted,
    required: [
      'apiVersion',
      'kind',
      'metadata',
      ...(schema.required ?? []).filter((field) => !BASE.includes(field)),
    ],
    properties: {
      ...properties,
      apiVersion: { type: 'string', enum: [`${group}/${name}`] },
      kind: { type: 'string', enum: [kind] },
      metadata: {
        ...((properties['metadata'] ?? { type: 'object' }) as JsonObject),
        additionalProperties: true,
      },
    },
  };
}

const BASE = ['apiVersion', 'kind', 'metadata'];

function convert(schema: SchemaNode): JsonObject {
  const { enum: values, nullable, exclusiveMinimum, exclusiveMaximum } = schema;
  const entries: [string, JsonValue][] = [];
  const set = (key: string, value: JsonValue | undefined): void => {
    if (value !== undefined) entries.push([key, value]);
  };
  const isIntOrString = schema['x-kubernetes-int-or-string'] === true;
  const type: string | readonly string[] | undefined = isIntOrString ? ['integer', 'string'] : schema.type;
  set('type', nullable === true && type !== undefined ? [...[type].flat(), 'null'] : type);
  for (const keyword of SAME) set(keyword, schema[keyword]);
  set('pattern', ecmaPattern(schema.pattern));
  set('enum', nullable === true && values !== undefined ? [...values, null] : values);
  if (exclusiveMinimum === true) exclusive(entries, 'minimum', 'exclusiveMinimum', schema.minimum);
  if (exclusiveMaximum === true) exclusive(entries, 'maximum', 'exclusiveMaximum', schema.maximum);
  const items = itemsOf(schema);
  if (items !== undefined) set('items', convert(items));
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    if (keyword === 'anyOf' && isIntOrString) continue;
    const branches = schema[keyword];
    if (branches !== undefined) {
      set(
        keyword,
        branches.map((branch) => condition(branch)),
      );
    }
  }
  if (schema.not !== undefined) set('not', condition(schema.not));
  objectKeywords(schema, set);
  return Object.fromEntries(entries);
}

function objectKeywords(schema: SchemaNode, set: (key: string, value: JsonValue) => void): void {
  const { properties, additionalProperties } = schema;
  const isOpen =
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    schema['x-kubernetes-embedded-resource'] === true;
  if (properties !== undefined) set('properties', mapped(properties, convert));
  if (typeof additionalProperties === 'object') set('additionalProperties', convert(additionalProperties));
  else if (additionalProperties === undefined && schema.type === 'object' && !isOpen) {
    set('additionalProperties', false);
  }
}

/** Inside of a condition nothing is dropped: it says what has to be, not what there is. */
function condition(schema: SchemaNode): JsonObject {
  const converted = convert({ ...schema, additionalProperties: true });
  const { properties } = schema;
  return properties === undefined ? converted : { ...converted, properties: mapped(properties, condition) };
}

function mapped(
  properties: Readonly<Record<string, SchemaNode>>,
  convertOne: (schema: SchemaNode) => JsonObject,
): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, convertOne(property)]),
  );
}

/** Draft-07 has the bound itself under the other name. */
function exclusive(
  entries: [string, JsonValue][],
  from: string,
  to: string,
  bound: number | undefined,
): void {
  if (bound === undefined) return;
  const at = entries.findIndex(([key]) => key === from);
  if (at >= 0) entries.splice(at, 1, [to, bound]);
}
