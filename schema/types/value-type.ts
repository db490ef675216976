import type { JsonValue } from '../../core/claim-model';
import { docBlock } from '../../synth/source/doc-block';
import { numberLiteral } from '../../synth/source/number-literal';
import { propertyName } from '../../synth/source/property-name';
import { code, joined, NOTHING, type SourceText } from '../../synth/source/source-text';
import { quotedLiteral } from '../../synth/source/string-literal';
import { isJsonCollection } from '../../core/json/json-guards';
import { itemsOf, propertyOf, type SchemaNode } from '../documents/schema-node';
import { fieldFacts } from './field-facts';
import { paragraphs } from './prose';

/** Names that every object of JavaScript has something under. */
const INHERITED = new Set(
  Object.getOwnPropertyNames(Object.prototype).filter((name) => name !== '__proto__'),
);
/** Choices that are still shown as a union. */
const MOST_BRANCHES = 8;

/** The type of what an author may write for a schema; lines behind the first are indented by `indent`. */
export function valueType(schema: SchemaNode, indent: SourceText): SourceText {
  const type = plainType(schema, indent);
  return schema.nullable === true && type !== 'unknown' ? code`${type} | null` : type;
}

function plainType(schema: SchemaNode, indent: SourceText): SourceText {
  if (schema['x-kubernetes-int-or-string'] === true) return code`number | string`;
  const choices = enumType(schema);
  if (choices !== undefined) return choices;
  switch (schema.type) {
    case 'string':
      return code`string`;
    case 'boolean':
      return code`boolean`;
    case 'number':
      return code`number`;
    case 'integer':
      // What does not fit a number is written as a bigint.
      return schema.format === 'int64' ? code`number | bigint` : code`number`;
    case 'array':
      return code`readonly ${inBrackets(valueType(itemsOf(schema) ?? {}, indent))}[]`;
    case 'object':
      return objectType(schema, indent);
    case undefined:
    default:
      return schema.properties === undefined ? code`unknown` : objectType(schema, indent);
  }
}

/** Literals; undefined where there is no enum, or none that the type could have. */
function enumType({ enum: values, type }: SchemaNode): SourceText | undefined {
  if (values === undefined) return undefined;
  const literals = values.map((value) => literalType(value, type));
  const known = literals.filter((literal) => literal !== undefined);
  return known.length < literals.length ? undefined : joined(new Set(known), code` | `);
}

function literalType(value: JsonValue, type: string | undefined): SourceText | undefined {
  if (value === null) return code`null`;
  if (isJsonCollection(value)) return undefined;
  if (typeof value === 'boolean') return type === 'boolean' ? (value ? code`true` : code`false`) : undefined;
  if (typeof value === 'string') return type === 'string' ? quotedLiteral(value) : undefined;
  return type === 'integer' || type === 'number' ? numberLiteral(value) : undefined;
}

function inBrackets(type: SourceText): SourceText {
  return /^(?:[\w.]+|\{[^]*\}|'[^'\\]*')$/.test(type) && !/^\{[^]*\} [|&] /.test(type)
    ? type
    : code`(${type})`;
}

function objectType(schema: SchemaNode, indent: SourceText): SourceText {
  const { properties, additionalProperties } = schema;
  if (schema['x-kubernetes-embedded-resource'] === true && properties === undefined) {
    return code`claims.EmbeddedResource`;
  }
  if (properties === undefined) {
    if (typeof additionalProperties === 'object') {
      return code`{ readonly [key: string]: ${valueType(additionalProperties, indent)} }`;
    }
    const isFree = additionalProperties === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
    // The cluster drops whatever is written into an object without properties.
    return isFree ? code`claims.FreeForm` : code`{ readonly [key: string]: never }`;
  }
  const body = code`{\n${fieldLines(schema, code`${indent}  `)}${indent}}`;
  return withChoice(schema, body);
}

/** The lines of an object's fields: documentation, name and type. */
export function fieldLines(schema: SchemaNode, indent: SourceText): SourceText {
  const { properties = {}, required = [] } = schema;
  const wanted = new Set(required);
  const lines = Object.entries(properties).map(([name, property]) => {
    const isOptional = !wanted.has(name) || property.default !== undefined;
    const doc = docBlock(fieldDoc(property), indent);
    const type = valueType(property, indent);
    const safe =
      isOptional && INHERITED.has(name) ? code`claims.Inherited<${quotedLiteral(name)}, ${type}>` : type;
    return code`${doc}${indent}${propertyName(name)}${isOptional ? code`?` : NOTHING}: ${safe};\n`;
  });
  return code`${joined(lines)}${restLines(schema, indent)}`;
}

/** Fields that no definition names. */
function restLines(schema: SchemaNode, indent: SourceText): SourceText {
  const isOpen =
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    schema['x-kubernetes-embedded-resource'] === true;
  return isOpen ? code`${indent}[key: string]: unknown;\n` : NOTHING;
}

/** Documentation of a field: its description, then what else is known of its values. */
export function fieldDoc(schema: SchemaNode): string[] {
  const items = fieldFacts(itemsOf(schema) ?? {});
  return paragraphs(schema.description, [...fieldFacts(schema), ...items.map((fact) => `Items: ${fact}`)]);
}

/** An object of which one of a few fields has to be there. */
export function withChoice(schema: SchemaNode, type: SourceText): SourceText {
  const choice = choiceOf(schema);
  if (choice === undefined) return type;
  const names = joined(choice.fields.map(quotedLiteral), code` | `);
  return choice.isExclusive ? code`claims.OneOf<${type}, ${names}>` : code`claims.AnyOf<${type}, ${names}>`;
}

/** Whether an object is a choice between a few fields: `oneOf` or `anyOf` of lists of one required field each. */
export function choiceOf(
  schema: SchemaNode,
): { readonly fields: readonly string[]; readonly isExclusive: boolean } | undefined {
  const isExclusive = schema.oneOf !== undefined;
  const branches = schema.oneOf ?? schema.anyOf ?? [];
  if (branches.length < 2 || branches.length > MOST_BRANCHES) return undefined;
  const fields: string[] = [];
  for (const branch of branches) {
    const [field, ...further] = branch.required ?? [];
    const property = field === undefined ? undefined : propertyOf(schema, field);
    const isSimple = Object.keys(branch).length === 1 && further.length === 0;
    // A field with a default is always there.
    if (!isSimple || field === undefined || property === undefined || property.default !== undefined) {
      return undefined;
    }
    fields.push(field);
  }
  return new Set(fields).size === fields.length ? { fields, isExclusive } : undefined;
}
