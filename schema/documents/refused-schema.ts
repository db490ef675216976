import { isJsonList } from '../../core/json/json-guards';
import type { DocumentPath } from './finding';
import type { Refusals } from './refused-names';
import { propertyOf, type SchemaNode } from './schema-node';
import { SchemaPlace } from './schema-place';

// Structural schemas: apiextensions-apiserver 1.36 `pkg/apis/apiextensions/validation` and `pkg/apiserver/schema`.

/** Keywords of JSON Schema that no CRD may use. */
const FORBIDDEN: readonly string[] = [
  'id',
  '$ref',
  '$schema',
  'definitions',
  'dependencies',
  'patternProperties',
  'additionalItems',
];
/** What only the structure itself says, not a condition on it. */
const STRUCTURAL: readonly string[] = [
  'type',
  'default',
  'description',
  'title',
  'nullable',
  'additionalProperties',
  'x-kubernetes-validations',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
];
const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

/** Reports what makes a cluster refuse a schema. */
export function checkSchema(schema: SchemaNode, path: DocumentPath, field: string, refuse: Refusals): void {
  if (schema.type === undefined) {
    refuse.at([...path, 'type'], 'Required value: must not be empty at the root', `${field}.type`);
  } else if (schema.type !== 'object') {
    const detail = `Invalid value: ${JSON.stringify(schema.type)}: must be object at the root`;
    refuse.at([...path, 'type'], detail, `${field}.type`);
  }
  new SchemaCheck(refuse).structure(schema, SchemaPlace.root(path, field), true);
}

class SchemaCheck {
  constructor(private readonly refuse: Refusals) {}

  structure(schema: SchemaNode, place: SchemaPlace, isRoot: boolean): void {
    this.keywords(schema, place);
    this.shape(schema, place, isRoot);
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      this.structure(property, place.below('properties', name), false);
    }
    const { items, additionalProperties } = schema;
    if (items !== undefined && !isJsonList(items)) {
      this.structure(items, place.below('items'), false);
    }
    if (typeof additionalProperties === 'object') {
      this.structure(additionalProperties, place.below('additionalProperties'), false);
    }
    for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
      for (const [index, branch] of (schema[keyword] ?? []).entries()) {
        const isIntOrString = schema['x-kubernetes-int-or-string'] === true;
        this.condition(branch, place.below(keyword, index), isIntOrString);
      }
    }
    if (schema.not !== undefined) this.condition(schema.not, place.below('not'), false);
  }

  private keywords(schema: SchemaNode, place: SchemaPlace): void {
    for (const keyword of FORBIDDEN) {
      if (schema[keyword] === undefined) continue;
      this.refuse.at(
        [...place.path, keyword],
        `Forbidden: ${keyword} is not supported`,
        `${place.field}.${keyword}`,
      );
    }
    if (schema.uniqueItems === true) {
      const detail =
        'Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic';
      this.refuse.at([...place.path, 'uniqueItems'], detail, `${place.field}.uniqueItems`);
    }
    if (schema.properties !== undefined && schema.additionalProperties !== undefined) {
      const detail = 'Forbidden: additionalProperties and properties are mutual exclusive';
      this.refuse.at([...place.path, 'additionalProperties'], detail, `${place.field}.additionalProperties`);
    }
    if (schema['x-kubernetes-preserve-unknown-fields'] === false) {
      const name = 'x-kubernetes-preserve-unknown-fields';
      this.refuse.at(
        [...place.path, name],
        'Invalid value: false: must be true or undefined',
        `${place.field}.${name}`,
      );
    }
  }

  private shape(schema: SchemaNode, place: SchemaPlace, isRoot: boolean): void {
    const { type } = schema;
    const isFree =
      schema['x-kubernetes-int-or-string'] === true ||
      schema['x-kubernetes-preserve-unknown-fields'] === true;
    if (type === undefined && !isRoot && !isFree) {
      const detail = 'Required value: must not be empty for specified object fields';
      this.refuse.at([...place.path, 'type'], detail, `${place.field}.type`);
    }
    if (type !== undefined && !TYPES.includes(type)) {
      const supported = TYPES.map((name) => `"${name}"`).join(', ');
      const detail = `Unsupported value: ${JSON.stringify(type)}: supported values: ${supported}`;
      this.refuse.at([...place.path, 'type'], detail, `${place.field}.type`);
    }
    if (isJsonList(schema.items)) {
      const detail = 'Forbidden: items must be a schema object and not an array';
      this.refuse.at([...place.path, 'items'], detail, `${place.field}.items`);
    } else if (type === 'array' && schema.items === undefined) {
      this.refuse.at([...place.path, 'items'], 'Required value: must be specified', `${place.field}.items`);
    }
    if (schema['x-kubernetes-list-type'] === 'map') this.listMap(schema, place);
  }

  private listMap(schema: SchemaNode, place: SchemaPlace): void {
    const keys = schema['x-kubernetes-list-map-keys'] ?? [];
    const name = 'x-kubernetes-list-map-keys';
    if (keys.length === 0) {
      const detail = 'Required value: must not be empty if x-kubernetes-list-type is map';
      this.refuse.at([...place.path, name], detail, `${place.field}.${name}`);
    }
    for (const [index, key] of keys.entries()) {
      const property = propertyOf(schema.items, key);
      if (
        property !== undefined &&
        (property.default !== undefined || schema.items?.required?.includes(key) === true)
      ) {
        continue;
      }
      const detail =
        property === undefined
          ? `Invalid value: ${JSON.stringify(key)}: must be the name of a property of the items`
          : 'Required value: this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property';
      const at =
        property === undefined
          ? `${place.field}.${name}[${index}]`
          : `${place.field}.items.properties[${key}].default`;
      this.refuse.at([...place.path, name, index], detail, at);
    }
  }

  /** Inside of allOf, anyOf, oneOf and not. */
  private condition(schema: SchemaNode, place: SchemaPlace, mayHaveType: boolean): void {
    for (const keyword of STRUCTURAL) {
      if (schema[keyword] === undefined || (keyword === 'type' && mayHaveType)) continue;
      const detail = 'Forbidden: must be empty to be structural';
      this.refuse.at([...place.path, keyword], detail, `${place.field}.${keyword}`);
    }
    for (const keyword of FORBIDDEN) {
      if (schema[keyword] === undefined) continue;
      const detail = `Forbidden: ${keyword} is not supported`;
      this.refuse.at([...place.path, keyword], detail, `${place.field}.${keyword}`);
    }
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      this.condition(property, place.below('properties', name), false);
    }
    for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
      for (const [index, branch] of (schema[keyword] ?? []).entries()) {
        this.condition(branch, place.below(keyword, index), mayHaveType);
      }
    }
    if (schema.not !== undefined) this.condition(schema.not, place.below('not'), false);
    const { items } = schema;
    if (items !== undefined && !isJsonList(items)) {
      this.condition(items, place.below('items'), false);
    }
  }
}
