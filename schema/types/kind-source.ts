import { docBlock } from '../../synth/source/doc-block';
import { identifier } from '../../synth/source/identifier';
import { propertyName } from '../../synth/source/property-name';
import { code, joined, NOTHING, type SourceText } from '../../synth/source/source-text';
import { quotedLiteral } from '../../synth/source/string-literal';
import type { CustomKind, KindVersion } from '../documents/custom-kind';
import { propertiesOf, propertyOf, type SchemaNode } from '../documents/schema-node';
import { defaultTree } from './default-tree';
import { classDoc } from './class-doc';
import { SHAPES } from './kind-shapes';
import { choiceOf, fieldDoc, fieldLines, valueType, withChoice } from './value-type';

/** One kind in one version, with the names of what is written for it. */
export interface NamedKind {
  readonly kind: CustomKind;
  readonly version: KindVersion;
  readonly className: string;
  readonly specName: string;
  readonly resolvedName: string;
  /** Interface and defaults that it shares with the other shape of the same XRD. */
  readonly shared?: { readonly fields: string; readonly defaults?: string };
}

const INDENT = code`  `;
const USUAL = new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status']);

/** `spec` without what the shape's machinery says already. */
export function ownSpec({ kind, version }: Pick<NamedKind, 'kind' | 'version'>): SchemaNode | undefined {
  const spec = propertyOf(version.schema, 'spec');
  if (spec === undefined) return undefined;
  const { fields } = SHAPES[kind.shape];
  const properties = Object.entries(propertiesOf(spec)).filter(([name]) => !fields.has(name));
  return { ...spec, properties: Object.fromEntries(properties) };
}

/** The fields that both shapes of an XRD have, as an interface and the tree of their defaults. */
export function sharedSource(named: NamedKind, shared: NonNullable<NamedKind['shared']>): SourceText {
  const spec = ownSpec(named) ?? {};
  const tree = defaultTree(spec);
  const defaults =
    tree === undefined || shared.defaults === undefined
      ? NOTHING
      : code`export type ${identifier(shared.defaults)} = ${tree};\n`;
  return code`export interface ${identifier(shared.fields)} {\n${fieldLines(spec, INDENT)}}\n${defaults}`;
}

/** Everything that is declared of one kind. */
export function kindDeclaration(named: NamedKind): SourceText {
  const { className, kind, version } = named;
  const spec = propertyOf(version.schema, 'spec');
  const body = [
    ...(spec === undefined ? [] : [specProperty(named, spec)]),
    ...fieldsProperty(version.schema),
  ];
  const held = body.length === 0 ? code`{ spec?: never }` : code`{ ${joined(body, code`; `)} }`;
  const doc = classDoc(kind, version, className);
  const name = identifier(className);
  const create = docBlock(doc.ofConstructor, INDENT);
  const declared = code`export declare class ${name} extends claims.TypedClaim<${held}> {\n${create}${INDENT}constructor(...props: claims.TypedProps<${held}>);\n}\n`;
  return code`${spec === undefined ? NOTHING : specSource(named, spec)}${docBlock(doc.ofClass)}${declared}`;
}

function specProperty({ specName, version }: NamedKind, spec: SchemaNode): SourceText {
  const isRequired = (version.schema.required ?? []).includes('spec') && spec.default === undefined;
  return code`spec${isRequired ? NOTHING : code`?`}: ${identifier(specName)}`;
}

/** Top-level fields beside `spec`, as `fields` of a claim takes them. */
function fieldsProperty(schema: SchemaNode): SourceText[] {
  const properties = Object.entries(propertiesOf(schema)).filter(([name]) => !USUAL.has(name));
  if (properties.length === 0) return [];
  const required = (schema.required ?? []).filter((name) => !USUAL.has(name));
  const fields: SchemaNode = { type: 'object', properties: Object.fromEntries(properties), required };
  return [code`fields${required.length === 0 ? code`?` : NOTHING}: ${valueType(fields, NOTHING)}`];
}

function specSource(named: NamedKind, spec: SchemaNode): SourceText {
  const own = ownSpec(named) ?? {};
  const name = identifier(named.specName);
  const doc = docBlock(fieldDoc(spec));
  const type = choiceOf(own) === undefined ? specInterface(named, own) : specAlias(named, own);
  const defaults = specDefaults(named, spec);
  const resolved =
    defaults === undefined
      ? NOTHING
      : code`export type ${identifier(named.resolvedName)} = claims.Resolved<${name}, ${defaults}>;\n`;
  return code`${doc}${type}${resolved}`;
}

function specInterface(named: NamedKind, own: SchemaNode): SourceText {
  const { machinery } = SHAPES[named.kind.shape];
  const bases = [
    ...(machinery === undefined ? [] : [machinery]),
    ...(named.shared === undefined ? [] : [identifier(named.shared.fields)]),
  ];
  const lines = named.shared === undefined ? fieldLines(own, INDENT) : NOTHING;
  const extended = bases.length === 0 ? NOTHING : code` extends ${joined(bases, code`, `)}`;
  const body = code`${lines}${wanted(named, own)}`;
  const held = body === NOTHING ? code`{}` : code`{\n${body}}`;
  return code`export interface ${identifier(named.specName)}${extended} ${held}\n`;
}

/** A choice between fields is no interface. */
function specAlias(named: NamedKind, own: SchemaNode): SourceText {
  const { machinery } = SHAPES[named.kind.shape];
  const fields =
    named.shared === undefined
      ? code`{\n${fieldLines(own, INDENT)}${wanted(named, own)}}`
      : identifier(named.shared.fields);
  const whole = withChoice(own, machinery === undefined ? fields : code`${machinery} & ${fields}`);
  return code`export type ${identifier(named.specName)} = ${whole};\n`;
}

/** Machinery that the author of the definition requires. */
function wanted({ kind }: NamedKind, own: SchemaNode): SourceText {
  const { machinery, fields } = SHAPES[kind.shape];
  if (machinery === undefined) return NOTHING;
  const names = (own.required ?? []).filter((name) => fields.has(name));
  return joined(
    names.map(
      (name) => code`${INDENT}${propertyName(name)}: NonNullable<${machinery}[${quotedLiteral(name)}]>;\n`,
    ),
  );
}

function specDefaults({ shared, kind }: NamedKind, spec: SchemaNode): SourceText | undefined {
  if (shared === undefined) return defaultTree(spec);
  const { fields } = SHAPES[kind.shape];
  const own = new Set(Object.keys(propertiesOf(spec)).filter((name) => !fields.has(name)));
  const machinery = defaultTree(spec, own);
  if (shared.defaults === undefined) return machinery;
  const name = identifier(shared.defaults);
  return machinery === undefined ? name : code`${name} & ${machinery}`;
}
