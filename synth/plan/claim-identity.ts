import type { ClaimObject } from '../../core/claim-model';
import type { ClaimIdentity } from '../../core/plan';

/** Identity of a declared object. */
export function identityOf(object: ClaimObject): ClaimIdentity {
  const { name, namespace } = object.metadata;
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    ...(namespace !== undefined && { namespace }),
    name,
  };
}

/** Identity of whatever a file holds; undefined when it is no Kubernetes object. */
export function identityOfValue(value: unknown): ClaimIdentity | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { apiVersion, kind, metadata } = value as Record<string, unknown>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const { name, namespace } = metadata as Record<string, unknown>;
  if (typeof name !== 'string') return undefined;
  return { apiVersion, kind, ...(typeof namespace === 'string' && { namespace }), name };
}

/** A key that is equal exactly for equal identities. */
export function identityKey(identity: ClaimIdentity): string {
  return [identity.apiVersion, identity.kind, identity.namespace ?? '', identity.name].join('\n');
}

/**
 * Whether the cluster would see another object: other API group, kind, namespace or name. Another version of the
 * same group is still the same object (API machinery stores one object under all served versions).
 */
export function isOtherObject(before: ClaimIdentity, after: ClaimIdentity): boolean {
  return (
    apiGroup(before) !== apiGroup(after) ||
    before.kind !== after.kind ||
    (before.namespace ?? '') !== (after.namespace ?? '') ||
    before.name !== after.name
  );
}

function apiGroup(identity: ClaimIdentity): string {
  const slash = identity.apiVersion.indexOf('/');
  return slash < 0 ? '' : identity.apiVersion.slice(0, slash);
}
