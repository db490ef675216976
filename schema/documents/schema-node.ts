import type { JsonObject, JsonValue } from '../../core/claim-model';

/** One level of an OpenAPI v3 schema as a CRD may hold it: keywords that the API server knows, nothing else. */
export interface SchemaNode {
  readonly type?: string;
  readonly format?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: JsonValue;
  readonly nullable?: boolean;
  readonly enum?: readonly JsonValue[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly allOf?: readonly SchemaNode[];
  readonly not?: SchemaNode;
  readonly example?: JsonValue;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: string;
  readonly 'x-kubernetes-validations'?: readonly ValidationRule[];
  /** What a cluster refuses (`$ref`, lists of types, …) is kept as it is, for whoever says so. */
  readonly [keyword: string]: unknown;
}

/** A CEL rule of a schema. */
export interface ValidationRule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly reason?: string;
  readonly fieldPath?: string;
  readonly optionalOldSelf?: boolean;
}

/** What the value of a keyword is: decides how it is read and whether an empty one is written. */
export type KeywordForm =
  | 'text'
  | 'number'
  | 'truth'
  | 'pointer-truth'
  | 'value'
  | 'values'
  | 'texts'
  | 'schema'
  | 'schema-or-truth'
  | 'schemas'
  | 'schema-map'
  | 'rules'
  | 'other';

/**
 * Keywords that the API server's type for schemas has (JSONSchemaProps of apiextensions/v1). A keyword that is not here is dropped when a
 * definition is read, without a word.
 */
export const KEYWORDS: ReadonlyMap<string, KeywordForm> = new Map<string, KeywordForm>([
  ['id', 'text'],
  ['$schema', 'text'],
  ['$ref', 'other'],
  ['description', 'text'],
  ['type', 'text'],
  ['format', 'text'],
  ['title', 'text'],
  ['default', 'value'],
  ['maximum', 'number'],
  ['exclusiveMaximum', 'truth'],
  ['minimum', 'number'],
  ['exclusiveMinimum', 'truth'],
  ['maxLength', 'number'],
  ['minLength', 'number'],
  ['pattern', 'text'],
  ['maxItems', 'number'],
  ['minItems', 'number'],
  ['uniqueItems', 'truth'],
  ['multipleOf', 'number'],
  ['enum', 'values'],
  ['maxProperties', 'number'],
  ['minProperties', 'number'],
  ['required', 'texts'],
  ['items', 'schema'],
  ['allOf', 'schemas'],
  ['oneOf', 'schemas'],
  ['anyOf', 'schemas'],
  ['not', 'schema'],
  ['properties', 'schema-map'],
  ['additionalProperties', 'schema-or-truth'],
  ['patternProperties', 'schema-map'],
  ['dependencies', 'other'],
  ['additionalItems', 'schema-or-truth'],
  ['definitions', 'schema-map'],
  ['externalDocs', 'other'],
  ['example', 'value'],
  ['nullable', 'truth'],
  ['x-kubernetes-preserve-unknown-fields', 'pointer-truth'],
  ['x-kubernetes-embedded-resource', 'truth'],
  ['x-kubernetes-int-or-string', 'truth'],
  ['x-kubernetes-list-map-keys', 'texts'],
  ['x-kubernetes-list-type', 'text'],
  ['x-kubernetes-map-type', 'text'],
  ['x-kubernetes-validations', 'rules'],
]);

/** Properties of a schema; none where it has none. */
export function propertiesOf(schema: SchemaNode | undefined): Readonly<Record<string, SchemaNode>> {
  return schema?.properties ?? {};
}

/** The property of a schema that has this very name; never one that every object of JavaScript has. */
export function propertyOf(schema: SchemaNode | undefined, name: string): SchemaNode | undefined {
  const properties = propertiesOf(schema);
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** A schema as plain data. */
export function asJson(schema: SchemaNode): JsonObject {
  return schema as unknown as JsonObject;
}

/** Schema of the items of a list; none where there is a list of them, which a cluster refuses. */
export function itemsOf(schema: SchemaNode): SchemaNode | undefined {
  return Array.isArray(schema.items) ? undefined : schema.items;
}
