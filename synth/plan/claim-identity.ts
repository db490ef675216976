import type { ClaimObject } from '../../core/claim-model';
import { apiGroup } from '../../core/other-object';
import type { ClaimIdentity } from '../../core/plan';
import { documentsOf } from '../../harvester/claim-file';
import { isJsonObject } from '../../core/json/json-guards';

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

/** Identities of the further documents of a claim file's value; documents that are no Kubernetes objects have none. */
export function furtherIdentities(value: unknown): ClaimIdentity[] {
  if (!isJsonObject(value)) return [];
  return documentsOf(value)
    .slice(1)
    .flatMap((document) => identityOfValue(document) ?? []);
}

/** Identities of every object in a claim file's value. */
export function identitiesOf(value: unknown): ClaimIdentity[] {
  const first = identityOfValue(value);
  return [...(first === undefined ? [] : [first]), ...furtherIdentities(value)];
}

/** A key that is equal exactly for what the cluster takes for one object, under whichever version of its group. */
export function identityKey(identity: ClaimIdentity): string {
  return [apiGroup(identity), identity.kind, identity.namespace ?? '', identity.name].join('\n');
}
