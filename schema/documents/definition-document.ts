import type { JsonObject } from '../../core/claim-model';
import { isJsonList, isJsonObject } from '../../core/json/json-guards';

/** Whether a document is one that defines kinds, however well. */
export function isDefinition(document: unknown): document is JsonObject {
  if (!isJsonObject(document)) return false;
  const { kind, apiVersion } = document;
  if (typeof apiVersion !== 'string') return false;
  return (
    (kind === 'CompositeResourceDefinition' && apiVersion.startsWith('apiextensions.crossplane.io/')) ||
    (kind === 'CustomResourceDefinition' && apiVersion.startsWith('apiextensions.k8s.io/'))
  );
}

/** Whether a definition says nothing of its own kind: kustomize lays such documents over the whole one. */
export function isPatch({ spec }: JsonObject): boolean {
  return (
    (spec === undefined || isJsonObject(spec)) &&
    !['group', 'names', 'claimNames', 'scope', 'version', 'versions'].some(
      (field) => spec !== undefined && Object.hasOwn(spec, field),
    )
  );
}

/** Items of a `List`, as kubectl prints several objects. */
export function listItems(document: JsonObject): readonly unknown[] | undefined {
  const { kind, items } = document;
  return typeof kind === 'string' && kind.endsWith('List') && isJsonList(items) ? items : undefined;
}
