import { join } from 'node:path';
import type { JsonValue } from '../../core/claim-model';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { didYouMean, nearestName } from '../../core/nearest-name';
import { definitionName, type CustomKind, type KindVersion } from '../../schema/documents/custom-kind';
import { itemsOf, propertiesOf, type SchemaNode } from '../../schema/documents/schema-node';
import { exampleValue } from '../../schema/types/example-value';
import { fieldFacts } from '../../schema/types/field-facts';
import { SHAPES } from '../../schema/types/kind-shapes';
import { shortType } from '../../schema/types/short-type';
import { readLock } from './import-lock';
import { readStored } from './stored-kind';

/** A field below the one that is explained. */
export interface ExplainedField {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly default?: JsonValue;
  readonly description?: string;
}

/** What an imported definition says of a kind or of one of its fields. */
export interface Explanation {
  readonly kind: string;
  readonly apiVersion: string;
  /** What objects of the kind are. */
  readonly about: string;
  /** Path of the field; empty for the kind itself. */
  readonly field: string;
  readonly type: string;
  readonly required: boolean;
  readonly description?: string;
  readonly deprecation?: string;
  readonly default?: JsonValue;
  /** Default, bounds, pattern, rules: a sentence each. */
  readonly facts: readonly string[];
  readonly fields: readonly ExplainedField[];
  readonly example: JsonValue;
}

/** Kinds that were imported, by name of their definition. */
async function importedDefinitions(folder: string): Promise<CustomKind[]> {
  const lock = await readLock(folder);
  const names = new Set(Object.values(lock.sources).flatMap(({ definitions }) => definitions));
  return Promise.all([...names].map((name) => readStored(folder, name)));
}

/**
 * Explains `<kind>[.field.path]` from the imported definitions of a project. The kind may be written in any case, with its group behind it
 * where two groups have it, and with `@version`; a path that does not begin at the top begins in `spec`.
 *
 * @returns undefined when no imported kind has the name
 * @throws ToolkitError `usage-invalid` for a field that there is not, and for a kind of several groups
 */
export async function explainKind(
  folder: string,
  out: string,
  topic: string,
): Promise<Explanation | undefined> {
  const kinds = await importedDefinitions(join(folder, out));
  const [first = '', ...rest] = topic.split('.');
  const [name = '', wantedVersion] = first.split('@');
  const named = kinds.filter((kind) => kind.kind.toLowerCase() === name.toLowerCase());
  if (named.length === 0) return undefined;
  const path = rest.join('.');
  const ofGroup = named.filter(({ group }) => path === group || path.startsWith(`${group}.`));
  const found = ofGroup.length > 0 ? ofGroup : named;
  const [kind, second] = found;
  if (kind === undefined) return undefined;
  if (second !== undefined) {
    const groups = found.map((each) => `${each.kind}.${each.group}`).join(', ');
    throw new ToolkitError('usage-invalid', `several kinds are called '${name}': write one of ${groups}`);
  }
  const steps = (ofGroup.length > 0 ? path.slice(kind.group.length + 1) : path)
    .split('.')
    .filter((step) => step !== '');
  return explained(kind, versionOf(kind, wantedVersion), steps);
}

function versionOf(kind: CustomKind, wanted: string | undefined): KindVersion {
  const served = kind.versions.filter((version) => version.served);
  const found =
    wanted === undefined
      ? (served.find((version) => version.storage) ?? served[0] ?? kind.versions[0])
      : kind.versions.find((version) => version.name === wanted);
  if (found !== undefined) return found;
  const names = kind.versions.map((version) => version.name);
  throw new ToolkitError(
    'usage-invalid',
    `${definitionName(kind)} has no version '${wanted ?? ''}'${didYouMean(nearestName(wanted ?? '', names))}`,
  );
}

function explained(kind: CustomKind, version: KindVersion, steps: readonly string[]): Explanation {
  const isTop = steps.length === 0 || Object.hasOwn(propertiesOf(version.schema), steps[0] ?? '');
  const whole = isTop ? steps : ['spec', ...steps];
  const { schema, required } = fieldAt(version.schema, whole, kind.kind);
  const { description, default: preset } = schema;
  const object = objectOf(schema);
  const wanted = new Set(object.required ?? []);
  const hidden =
    whole.length === 0 ? new Set(['apiVersion', 'kind', 'metadata', 'status']) : new Set<string>();
  return {
    kind: kind.kind,
    apiVersion: `${kind.group}/${version.name}`,
    about: SHAPES[kind.shape].title,
    field: whole.join('.'),
    type: shortType(schema),
    required,
    ...(description !== undefined && { description: description.trim() }),
    ...(version.deprecation !== undefined && { deprecation: version.deprecation }),
    ...(preset !== undefined && { default: preset }),
    facts: fieldFacts(schema),
    fields: Object.entries(propertiesOf(object))
      .filter(([name]) => !hidden.has(name))
      .map(([name, property]) => ({
        name,
        type: shortType(property),
        required: wanted.has(name) && property.default === undefined,
        ...(property.default !== undefined && { default: property.default }),
        ...(property.description !== undefined && { description: property.description.trim() }),
      })),
    example: example(kind, version, schema, whole),
  };
}

function example(
  kind: CustomKind,
  version: KindVersion,
  schema: SchemaNode,
  steps: readonly string[],
): JsonValue {
  if (steps.length > 0) return exampleValue(schema, steps.at(-1));
  const { spec } = propertiesOf(version.schema);
  return {
    apiVersion: `${kind.group}/${version.name}`,
    kind: kind.kind,
    metadata: { name: `my-${kind.kind.toLowerCase()}`, ...(kind.isNamespaced && { namespace: 'default' }) },
    ...(spec !== undefined && { spec: exampleValue(spec, 'spec') }),
  };
}

/** Lists and maps are passed through: a path names fields alone. */
function objectOf(schema: SchemaNode): SchemaNode {
  const items = itemsOf(schema);
  if (items !== undefined) return objectOf(items);
  const { additionalProperties } = schema;
  return typeof additionalProperties === 'object' ? objectOf(additionalProperties) : schema;
}

function fieldAt(
  root: SchemaNode,
  steps: readonly string[],
  kind: string,
): { schema: SchemaNode; required: boolean } {
  let schema = root;
  let required = false;
  for (const [index, step] of steps.entries()) {
    const object = objectOf(schema);
    const properties = propertiesOf(object);
    const next = Object.hasOwn(properties, step) ? properties[step] : undefined;
    if (next === undefined) {
      const place = [kind, ...steps.slice(0, index)].join('.');
      throw new ToolkitError(
        'usage-invalid',
        `${place} has no field '${step}'${didYouMean(nearestName(step, Object.keys(properties)))}`,
      );
    }
    required = (object.required ?? []).includes(step) && next.default === undefined;
    schema = next;
  }
  return { schema, required };
}
