import type { JsonObject } from '../../core/claim-model';
import type { SchemaNode } from './schema-node';

/** Scope of a composite resource: `LegacyCluster` is that of Crossplane v1, without a namespace and with claims. */
export type CompositeScope = 'Namespaced' | 'Cluster' | 'LegacyCluster';

// What Crossplane adds to every composite and claim. Facts from its library, crossplane-runtime v2.4 pkg/xcrd.

const TEXT: SchemaNode = { type: 'string' };

function object(properties: Record<string, SchemaNode>, ...required: string[]): SchemaNode {
  return { type: 'object', properties, ...(required.length > 0 && { required }) };
}

const NAMED = object({ name: TEXT }, 'name');
const BY_LABELS = object({ matchLabels: { type: 'object', additionalProperties: TEXT } }, 'matchLabels');
const MOMENT: SchemaNode = { type: 'string', format: 'date-time' };

function choice(values: readonly string[], preset?: string): SchemaNode {
  return { type: 'string', enum: values, ...(preset !== undefined && { default: preset }) };
}

function compositionChoice(): Record<string, SchemaNode> {
  return {
    compositionRef: NAMED,
    compositionSelector: BY_LABELS,
    compositionRevisionRef: NAMED,
    compositionRevisionSelector: BY_LABELS,
  };
}

const UPDATE_POLICIES = ['Automatic', 'Manual'];
const DELETE_POLICIES = ['Background', 'Foreground'];

/**
 * Properties that Crossplane puts into `spec` of a composite.
 *
 * @param updatePolicy - `defaultCompositionUpdatePolicy` of the XRD
 */
export function compositeSpecMachinery(
  scope: CompositeScope,
  updatePolicy: string | undefined,
): Readonly<Record<string, SchemaNode>> {
  const reference = {
    apiVersion: TEXT,
    kind: TEXT,
    name: TEXT,
    // A namespaced composite composes in its own namespace alone.
    ...(scope !== 'Namespaced' && { namespace: TEXT }),
  };
  const machinery: Record<string, SchemaNode> = {
    ...compositionChoice(),
    compositionUpdatePolicy: choice(UPDATE_POLICIES, updatePolicy),
    resourceRefs: {
      type: 'array',
      items: object(reference, 'apiVersion', 'kind'),
      'x-kubernetes-list-type': 'atomic',
    },
  };
  if (scope === 'LegacyCluster') {
    return {
      ...machinery,
      claimRef: object(
        { apiVersion: TEXT, kind: TEXT, namespace: TEXT, name: TEXT },
        'apiVersion',
        'kind',
        'namespace',
        'name',
      ),
      writeConnectionSecretToRef: object({ name: TEXT, namespace: TEXT }, 'name', 'namespace'),
    };
  }
  const description = 'Configures how Crossplane will reconcile this composite resource';
  return { crossplane: { ...object(machinery), description } };
}

/**
 * Properties that Crossplane puts into `spec` of a claim.
 *
 * @param deletePolicy - `defaultCompositeDeletePolicy` of the XRD
 */
export function claimSpecMachinery(deletePolicy: string | undefined): Readonly<Record<string, SchemaNode>> {
  return {
    ...compositionChoice(),
    compositionUpdatePolicy: choice(UPDATE_POLICIES),
    compositeDeletePolicy: choice(DELETE_POLICIES, deletePolicy),
    resourceRef: object({ apiVersion: TEXT, kind: TEXT, name: TEXT }, 'apiVersion', 'kind', 'name'),
    writeConnectionSecretToRef: NAMED,
  };
}

/** Properties that Crossplane puts into `status`; those of a claim are those of `LegacyCluster`. */
export function statusMachinery(scope: CompositeScope): Readonly<Record<string, SchemaNode>> {
  const condition = object(
    {
      lastTransitionTime: MOMENT,
      message: TEXT,
      reason: TEXT,
      status: TEXT,
      type: TEXT,
      observedGeneration: { type: 'integer', format: 'int64' },
    },
    'lastTransitionTime',
    'reason',
    'status',
    'type',
  );
  const conditions: SchemaNode = {
    description: 'Conditions of the resource.',
    type: 'array',
    items: condition,
    'x-kubernetes-list-map-keys': ['type'],
    'x-kubernetes-list-type': 'map',
  };
  if (scope !== 'LegacyCluster') return { conditions };
  return {
    conditions,
    claimConditionTypes: { type: 'array', items: TEXT, 'x-kubernetes-list-type': 'set' },
    connectionDetails: object({ lastPublishedTime: MOMENT }),
  };
}

function condition(type: string): string {
  return `.status.conditions[?(@.type=='${type}')].status`;
}

const SYNCED = { name: 'SYNCED', type: 'string', jsonPath: condition('Synced') };
const READY = { name: 'READY', type: 'string', jsonPath: condition('Ready') };
const AGE = { name: 'AGE', type: 'date', jsonPath: '.metadata.creationTimestamp' };

/** Columns that `kubectl get` shows of every composite. */
export function compositeColumns(scope: CompositeScope): readonly JsonObject[] {
  const spec = scope === 'LegacyCluster' ? '.spec' : '.spec.crossplane';
  return [
    SYNCED,
    READY,
    { name: 'COMPOSITION', type: 'string', jsonPath: `${spec}.compositionRef.name` },
    {
      name: 'COMPOSITIONREVISION',
      type: 'string',
      jsonPath: `${spec}.compositionRevisionRef.name`,
      priority: 1,
    },
    AGE,
  ];
}

/** Columns that `kubectl get` shows of every claim. */
export const CLAIM_COLUMNS: readonly JsonObject[] = [
  SYNCED,
  READY,
  { name: 'CONNECTION-SECRET', type: 'string', jsonPath: '.spec.writeConnectionSecretToRef.name' },
  AGE,
];
