import type { ClaimIdentity } from './plan';

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

/** API group of an object; empty for the core group. */
export function apiGroup(identity: ClaimIdentity): string {
  const slash = identity.apiVersion.indexOf('/');
  return slash < 0 ? '' : identity.apiVersion.slice(0, slash);
}
