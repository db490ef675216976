import { isJsonObject } from '../../core/json/json-guards';
import { identityOfValue, type ObjectIdentity } from '../../core/object-identity';
import { documentsOf } from '../../harvester/claim-file';

/** Identities of the further documents of a claim file's value; documents that are no Kubernetes objects have none. */
export function furtherIdentities(value: unknown): ObjectIdentity[] {
  if (!isJsonObject(value)) return [];
  return documentsOf(value)
    .slice(1)
    .flatMap((document) => identityOfValue(document) ?? []);
}

/** Identities of every object in a claim file's value. */
export function identitiesOf(value: unknown): ObjectIdentity[] {
  const first = identityOfValue(value);
  return [...(first === undefined ? [] : [first]), ...furtherIdentities(value)];
}
