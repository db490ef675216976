import { propertyName } from '../../synth/source/property-name';
import { code, joined, type SourceText } from '../../synth/source/source-text';
import { itemsOf, type SchemaNode } from '../documents/schema-node';

/**
 * The fields of a schema that have a default, as the second parameter of `Resolved` takes them; undefined where there are none.
 *
 * @param left - names at the top that are left out
 */
export function defaultTree(
  schema: SchemaNode,
  left: ReadonlySet<string> = new Set(),
): SourceText | undefined {
  const nodes = Object.entries(inner(schema).properties ?? {}).flatMap(([name, property]) => {
    const node = left.has(name) ? undefined : nodeOf(property);
    return node === undefined ? [] : [code`${propertyName(name)}: ${node}`];
  });
  return nodes.length === 0 ? undefined : code`{ ${joined(nodes, code`; `)} }`;
}

function nodeOf(schema: SchemaNode): SourceText | undefined {
  const below = defaultTree(schema);
  if (schema.default === undefined) return below;
  return below === undefined ? code`1` : code`[${below}]`;
}

/** The objects of a list or map have the defaults of their schema. */
function inner(schema: SchemaNode): SchemaNode {
  const items = itemsOf(schema);
  if (items !== undefined) return inner(items);
  const { additionalProperties } = schema;
  return typeof additionalProperties === 'object' ? inner(additionalProperties) : schema;
}
