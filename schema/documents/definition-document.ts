import type { JsonObject } from '../../core/claim-model';
import { isJsonList, isJsonObject } from '../../core/json/json-guards';
import { objectAt, textAt } from './document-parts';

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

/** What of `spec` a patch may change without a word of group, names and versions. */
const PATCHED: ReadonlySet<string> = new Set([
  'conversion',
  'preserveUnknownFields',
  'connectionSecretKeys',
  'defaultCompositeDeletePolicy',
  'defaultCompositionRef',
  'defaultCompositionUpdatePolicy',
  'enforcedCompositionRef',
  'metadata',
]);

/** Whether a definition has a name, and says nothing of its own kind: kustomize lays such documents over the whole one. */
export function isPatch(definition: JsonObject): boolean {
  const { spec } = definition;
  if (textAt(objectAt(definition, 'metadata'), 'name') === undefined) return false;
  return spec === undefined || (isJsonObject(spec) && Object.keys(spec).every((field) => PATCHED.has(field)));
}

/** Items of a `List`, as kubectl prints several objects. */
export function listItems(document: JsonObject): readonly unknown[] | undefined {
  const { kind, items } = document;
  return typeof kind === 'string' && kind.endsWith('List') && isJsonList(items) ? items : undefined;
}
