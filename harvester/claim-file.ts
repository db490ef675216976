import { type ClaimModel, DOCUMENTS, type JsonObject, type JsonValue } from '../core/claim-model';
import { emitYaml } from '../core/yaml/emit-yaml';
import { readYamlDocuments } from '../core/yaml/read-yaml';
import { isJsonObject } from '../core/json/json-guards';

/**
 * What the file of a claim holds, as one value: further documents stand beside the fields of the claim itself, so that a file of
 * several is compared, shown and merged like any other object. {@link emitClaimFile} takes them apart again.
 */
export function claimFileValue(model: Pick<ClaimModel, 'object' | 'documents'>): JsonObject {
  const object = model.object as JsonObject;
  return model.documents === undefined
    ? object
    : { ...object, [DOCUMENTS]: model.documents as readonly JsonObject[] };
}

/** The documents of a claim file's value, the claim first. */
export function documentsOf(value: JsonObject): readonly JsonObject[] {
  const { [DOCUMENTS]: documents, ...object } = value;
  return isListOfObjects(documents) ? [object, ...documents] : [value];
}

/** Text of a claim file. */
export function emitClaimFile(value: JsonObject): string {
  return documentsOf(value).map(emitYaml).join('---\n');
}

/**
 * Value of a claim file; the value of its one document where it has no more. Null for a file without content, and for one that
 * says what no claim file of ours can: further documents that are no objects, or a field in the place where they are shown.
 *
 * @throws ToolkitError `yaml-unreadable`
 */
export function readClaimFileValue(text: string, file: string): unknown {
  const [first, ...further] = readYamlDocuments(text, file, { manifest: true }).map(
    (document) => document.value as JsonValue,
  );
  if (isJsonObject(first) && Object.hasOwn(first, DOCUMENTS)) return null;
  if (further.length === 0) return first ?? null;
  return isJsonObject(first) && isListOfObjects(further) ? { ...first, [DOCUMENTS]: further } : null;
}

function isListOfObjects(value: JsonValue | undefined): value is readonly JsonObject[] {
  return Array.isArray(value) && value.length > 0 && (value as readonly JsonValue[]).every(isJsonObject);
}
