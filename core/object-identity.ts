import type { ClaimObject } from './claim-model';

/** What identifies an object in the cluster. */
export interface ObjectIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** Identity of a declared object. */
export function identityOf({ apiVersion, kind, metadata }: ClaimObject): ObjectIdentity {
  const { name, namespace } = metadata;
  return { apiVersion, kind, ...(namespace !== undefined && { namespace }), name };
}

/** Identity of whatever a file holds; undefined when it is no Kubernetes object. */
export function identityOfValue(value: unknown): ObjectIdentity | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { apiVersion, kind, metadata } = value as Record<string, unknown>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const { name, namespace } = metadata as Record<string, unknown>;
  if (typeof name !== 'string') return undefined;
  return { apiVersion, kind, ...(typeof namespace === 'string' && { namespace }), name };
}

/** API group of an object; empty for the core group. */
export function apiGroup({ apiVersion }: ObjectIdentity): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/**
 * A key that is equal exactly for what the cluster takes for one object: API group, kind, namespace and name. Versions of a group
 * are views on the same object (API machinery stores one object under all served versions).
 */
export function identityKey(identity: ObjectIdentity): string {
  return [apiGroup(identity), identity.kind, identity.namespace ?? '', identity.name].join('\n');
}

/** A key that is equal for what kustomize takes for one object beside that: no namespace is the namespace `default`. */
export function clusterKey({ namespace, ...identity }: ObjectIdentity): string {
  const isDefault = namespace === undefined || namespace === 'default';
  return identityKey({ ...identity, ...(!isDefault && { namespace }) });
}

/** Whether the cluster would see another object. */
export function isOtherObject(before: ObjectIdentity, after: ObjectIdentity): boolean {
  return identityKey(before) !== identityKey(after);
}
