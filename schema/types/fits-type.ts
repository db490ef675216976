import type { JsonObject, JsonValue } from '../../core/claim-model';
import { isJsonList, isJsonObject } from '../../core/json/json-guards';
import { itemsOf, type SchemaNode } from '../documents/schema-node';
import { choiceOf } from './value-type';

/** Whether the compiler takes a value, written out, where the type of this schema is wanted. */
export function fitsType(schema: SchemaNode, value: JsonValue): boolean {
  if (value === null) {
    return schema.nullable === true || schema.enum?.includes(null) === true || isAny(schema);
  }
  if (schema['x-kubernetes-int-or-string'] === true) return isNumber(value) || typeof value === 'string';
  const { enum: values, type } = schema;
  if (values !== undefined && !values.includes(value) && !isJsonList(value) && !isJsonObject(value)) {
    return false;
  }
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof value === type;
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return typeof value === 'number' || (typeof value === 'bigint' && schema.format === 'int64');
    case 'array':
      return isJsonList(value) && value.every((item) => fitsType(itemsOf(schema) ?? {}, item));
    case 'object':
      return isJsonObject(value) && fitsObject(schema, value);
    case undefined:
    default:
      return isAny(schema) || (isJsonObject(value) && fitsObject(schema, value));
  }
}

function isAny(schema: SchemaNode): boolean {
  return schema.type === undefined && schema.properties === undefined;
}

function isNumber(value: JsonValue): boolean {
  return typeof value === 'number';
}

function fitsObject(schema: SchemaNode, value: JsonObject): boolean {
  const { properties, additionalProperties, required = [] } = schema;
  const isResource = schema['x-kubernetes-embedded-resource'] === true;
  const isOpen = isResource || schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (properties === undefined) {
    if (isResource && !['apiVersion', 'kind'].every((name) => typeof value[name] === 'string')) return false;
    if (typeof additionalProperties !== 'object') {
      return isOpen || additionalProperties === true || Object.keys(value).length === 0;
    }
    return Object.values(value).every((item) => fitsType(additionalProperties, item));
  }
  for (const name of required) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property !== undefined && property.default === undefined && !Object.hasOwn(value, name)) return false;
  }
  for (const [name, held] of Object.entries(value)) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property === undefined ? !isOpen : !fitsType(property, held)) return false;
  }
  return fitsChoice(schema, value);
}

function fitsChoice(schema: SchemaNode, value: JsonObject): boolean {
  const choice = choiceOf(schema);
  if (choice === undefined) return true;
  const given = choice.fields.filter((field) => Object.hasOwn(value, field)).length;
  return choice.isExclusive ? given === 1 : given > 0;
}
