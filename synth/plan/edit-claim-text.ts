import { type Document, isMap, isScalar, isSeq, type YAMLSeq } from 'yaml';
import type { JsonObject, JsonValue } from '../../core/claim-model';
import { parseText } from '../../core/yaml/parse-text';
import { sameValue } from '../../core/yaml/same-value';
import { UnreadableYaml } from '../../core/yaml/unreadable-yaml';
import { documentsOf, emitClaimFile, readClaimFileValue } from '../../harvester/claim-file';
import { isJsonList, isJsonObject } from '../../core/json/json-guards';

/**
 * New text for a file of ours whose value changes. A file in our own style is simply emitted anew; in one that came
 * with its own style (adopted, with comments and quoting) only the changed places are edited, so that the review
 * shows what changed and the comments survive. Falls back to a fresh text whenever the edit would not say exactly
 * what is planned.
 *
 * @param standing - text in the target
 * @param standingValue - the same, read
 */
export function editClaimText(
  standing: string,
  standingValue: unknown,
  desired: { text(): string; value(): JsonObject },
): string {
  if (!isJsonObject(standingValue) || emitClaimFile(standingValue) === standing) return desired.text();
  const before = documentsOf(standingValue);
  const after = documentsOf(desired.value());
  const all = documentsIn(standing);
  const documents = all.filter((document) => document.contents !== null);
  if (documents.length !== before.length || before.length !== after.length) return desired.text();
  if (!documents.every((document) => isMap(document.contents))) return desired.text();
  try {
    for (const [index, document] of documents.entries()) {
      patch(document, [], before[index] as JsonObject, after[index] as JsonObject);
    }
  } catch {
    // The place to change is behind an alias: there is no node of its own to edit.
    return desired.text();
  }
  const indentSeq = !/^( *)(?! )[^\n\r\u2028\u2029#]*:[ \t]*\r?\n\1- /m.test(standing);
  const options = { indentSeq, lineWidth: 0, flowCollectionPadding: false } as const;
  const edited = all.map((document) => document.toString(options)).join('');
  const text = standing.includes('\r\n') ? edited.replace(/\r?\n/g, '\r\n') : edited;
  return reads(text, desired.value()) ? text : desired.text();
}

type EditableDocument = Document.Parsed;

/** None where the library reads the text otherwise than the cluster does, or not at all. */
function documentsIn(text: string): EditableDocument[] {
  try {
    const { documents } = parseText(text, { several: true, keepSourceTokens: true });
    return documents.map(({ document }) => document);
  } catch (problem) {
    if (problem instanceof UnreadableYaml) return [];
    throw problem;
  }
}

type Place = readonly (string | number)[];

function patch(document: EditableDocument, path: Place, before: JsonObject, after: JsonObject): void {
  for (const key of Object.keys(before)) {
    if (after[key] === undefined) document.deleteIn([...path, key]);
  }
  for (const [key, value] of Object.entries(after)) patchValue(document, [...path, key], before[key], value);
}

function patchValue(
  document: EditableDocument,
  place: Place,
  old: JsonValue | undefined,
  value: JsonValue,
): void {
  if (sameValue(old, value)) return;
  const node: unknown = document.getIn(place, true);
  if (isJsonObject(old) && isJsonObject(value)) {
    patch(document, place, old, value);
  } else if (isJsonList(old) && isJsonList(value) && isSeq(node)) {
    patchList(document, place, node, old, value);
  } else if (isScalar(node) && typeof node.value === typeof value) {
    // Replacing the value inside the node keeps its comment; its old quoting would be wrong for another type.
    node.value = value;
    node.source = undefined;
  } else document.setIn(place, document.createNode(value));
}

/** Items that are the same at both ends stay as they are; those between are changed one by one, then removed or added. */
function patchList(
  document: EditableDocument,
  place: Place,
  list: YAMLSeq,
  before: readonly JsonValue[],
  after: readonly JsonValue[],
): void {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && sameValue(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && sameValue(before.at(-1 - end), after.at(-1 - end))) end++;
  const common = shorter - end;
  for (let index = start; index < common; index++) {
    patchValue(document, [...place, index], before[index], after[index] as JsonValue);
  }
  const added = after.slice(common, after.length - end).map((item) => document.createNode(item));
  list.items.splice(common, before.length - end - common, ...added);
}

function reads(text: string, value: JsonObject): boolean {
  try {
    return sameValue(readClaimFileValue(text, 'edited claim'), value);
  } catch {
    return false;
  }
}
