import { isMap, isScalar, parseDocument } from 'yaml';
import type { JsonObject } from '../../core/claim-model';
import { emitYaml } from '../../core/yaml/emit-yaml';
import { readYaml } from '../../core/yaml/read-yaml';
import { sameValue } from '../../core/yaml/same-value';

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
  if (!isObject(standingValue) || emitYaml(standingValue) === standing) return desired.text();
  const document = parseDocument(standing, { keepSourceTokens: true });
  if (document.errors.length > 0 || !isMap(document.contents)) return desired.text();
  patch(document, [], standingValue, desired.value());
  const indentSeq = !/^( *)(?! )[^\n#]*:[ \t]*\r?\n\1- /m.test(standing);
  const edited = document.toString({ indentSeq, lineWidth: 0, flowCollectionPadding: false });
  const text = standing.includes('\r\n') ? edited.replace(/\r?\n/g, '\r\n') : edited;
  return reads(text, desired.value()) ? text : desired.text();
}

type EditableDocument = ReturnType<typeof parseDocument>;

function patch(document: EditableDocument, path: string[], before: JsonObject, after: JsonObject): void {
  for (const key of Object.keys(before)) {
    if (after[key] === undefined) document.deleteIn([...path, key]);
  }
  for (const [key, value] of Object.entries(after)) {
    if (sameValue(before[key], value)) continue;
    const old = before[key];
    const place = [...path, key];
    if (isObject(old) && isObject(value)) {
      patch(document, place, old, value);
      continue;
    }
    const node: unknown = document.getIn(place, true);
    // Replacing the value inside the node keeps its comment; its old quoting would be wrong for another type.
    if (isScalar(node) && typeof node.value === typeof value) {
      node.value = value;
      node.source = undefined;
    } else document.setIn(place, document.createNode(value));
  }
}

function reads(text: string, value: JsonObject): boolean {
  try {
    return sameValue(readYaml(text, 'edited claim'), value);
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
