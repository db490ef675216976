import type { JsonObject, JsonValue } from '../../core/claim-model';
import { isJsonObject } from '../../core/json/json-guards';
import type { CompositeDefinition, CompositeVersion } from './composite-definition';
import { objectAt, objectsAt, textAt } from './document-parts';
import {
  CLAIM_COLUMNS,
  claimSpecMachinery,
  compositeColumns,
  compositeSpecMachinery,
  statusMachinery,
  type CompositeScope,
} from './machinery';
import { asJson, propertiesOf, propertyOf, type SchemaNode } from './schema-node';

/** Names of composites and claims become values of labels. */
const LONGEST_NAME = 63;

/** What of the author's `spec` and `status` Crossplane takes over, beside their properties. Everything else is lost. */
export const KEPT_OF_SPEC: readonly string[] = [
  'required',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-validations',
  'oneOf',
  'description',
];
export const KEPT_OF_STATUS: readonly string[] = [
  'required',
  'x-kubernetes-validations',
  'description',
  'oneOf',
];

interface Machinery {
  readonly spec: Readonly<Record<string, SchemaNode>>;
  readonly status: Readonly<Record<string, SchemaNode>>;
  readonly columns: readonly JsonObject[];
}

/** What Crossplane adds to the composite of an XRD. */
export function compositeMachinery({ scope, spec }: CompositeDefinition): Machinery {
  return {
    spec: compositeSpecMachinery(scope, textAt(spec, 'defaultCompositionUpdatePolicy')),
    status: statusMachinery(scope),
    columns: compositeColumns(scope),
  };
}

/** What Crossplane adds to the claim of an XRD. */
export function claimMachinery({ spec }: CompositeDefinition): Machinery {
  return {
    spec: claimSpecMachinery(textAt(spec, 'defaultCompositeDeletePolicy')),
    status: statusMachinery('LegacyCluster'),
    columns: CLAIM_COLUMNS,
  };
}

/**
 * The CRD that Crossplane makes of an XRD for its composite, without what the cluster itself adds (owner, uid, status). Rules:
 * crossplane-runtime v2.4 pkg/xcrd `ForCompositeResource`.
 */
export function compositeCrd(definition: CompositeDefinition): JsonObject {
  return crd(definition, {
    name: definition.name,
    names: withCategory(definition.names, 'composite'),
    scope: crdScope(definition.scope),
    machinery: compositeMachinery(definition),
  });
}

/** The CRD for its claim; undefined where it names none. Rules: the same, `ForCompositeResourceClaim`. */
export function claimCrd(definition: CompositeDefinition): JsonObject | undefined {
  const { claimNames } = definition;
  if (claimNames === undefined) return undefined;
  return crd(definition, {
    name: `${textAt(claimNames, 'plural') ?? ''}.${definition.group}`,
    names: withCategory(claimNames, 'claim'),
    scope: 'Namespaced',
    machinery: claimMachinery(definition),
  });
}

function crdScope(scope: CompositeScope): string {
  return scope === 'Namespaced' ? 'Namespaced' : 'Cluster';
}

function withCategory(names: JsonObject, category: string): JsonObject {
  const categories = Array.isArray(names['categories']) ? (names['categories'] as JsonValue[]) : [];
  return { ...names, categories: [...categories, category] };
}

function crd(
  definition: CompositeDefinition,
  of: {
    readonly name: string;
    readonly names: JsonObject;
    readonly scope: string;
    readonly machinery: Machinery;
  },
): JsonObject {
  const { conversion } = definition.spec;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: metadata(definition, of.name),
    spec: {
      group: definition.group,
      names: of.names,
      scope: of.scope,
      versions: definition.versions.map((version) => crdVersion(version, of.machinery)),
      ...(isJsonObject(conversion) && { conversion }),
    },
  };
}

/** Labels of the XRD itself and those that it orders for its CRDs; annotations of the latter alone. */
function metadata({ written, spec }: CompositeDefinition, name: string): JsonObject {
  const ordered = objectAt(spec, 'metadata');
  const labels = { ...objectAt(objectAt(written, 'metadata'), 'labels'), ...objectAt(ordered, 'labels') };
  const annotations = objectAt(ordered, 'annotations');
  return {
    name,
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}

function crdVersion(
  { name, served, referenceable, schema, written }: CompositeVersion,
  added: Machinery,
): JsonObject {
  const { deprecated, deprecationWarning } = written;
  const scale = objectAt(written, 'subresources')['scale'];
  return {
    name,
    served,
    storage: referenceable,
    ...(deprecated === true && { deprecated }),
    ...(typeof deprecationWarning === 'string' && { deprecationWarning }),
    additionalPrinterColumns: [...objectsAt(written, 'additionalPrinterColumns'), ...added.columns],
    schema: { openAPIV3Schema: asJson(wholeSchema(schema, added)) },
    subresources: { status: {}, ...(isJsonObject(scale) && { scale }) },
  };
}

function wholeSchema(schema: SchemaNode, added: Machinery): SchemaNode {
  const { description, 'x-kubernetes-validations': rules } = schema;
  return {
    type: 'object',
    ...(description !== undefined && { description }),
    required: ['spec'],
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object', properties: { name: { type: 'string', maxLength: longestName(schema) } } },
      spec: part(propertyOf(schema, 'spec'), KEPT_OF_SPEC, added.spec),
      status: part(propertyOf(schema, 'status'), KEPT_OF_STATUS, added.status),
    },
    ...(rules !== undefined && { 'x-kubernetes-validations': rules }),
  };
}

function longestName(schema: SchemaNode): number {
  const own = propertyOf(propertyOf(schema, 'metadata'), 'name')?.maxLength;
  return own !== undefined && own < LONGEST_NAME ? own : LONGEST_NAME;
}

/** Crossplane's properties replace those of the same name. */
function part(
  own: SchemaNode | undefined,
  kept: readonly string[],
  machinery: Readonly<Record<string, SchemaNode>>,
): SchemaNode {
  const taken = kept.flatMap((keyword) => {
    const value = own?.[keyword];
    return value === undefined ? [] : [[keyword, value] as const];
  });
  const properties = Object.fromEntries([
    ...Object.entries(propertiesOf(own)).filter(([name]) => !Object.hasOwn(machinery, name)),
    ...Object.entries(machinery),
  ]);
  return { type: 'object', properties, ...Object.fromEntries(taken) };
}
