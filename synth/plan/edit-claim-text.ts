import type { JsonObject } from '../../core/claim-model';
import { isJsonObject } from '../../core/json/json-guards';
import { sameValue } from '../../core/yaml/same-value';
import { documentsOf, emitClaimFile } from '../../harvester/claim-file';
import { isClaimFile } from '../../harvester/claim-files/role-of-file';
import { editDocuments } from '../../harvester/yaml-edit/edit-documents';
import { readFileValue } from './read-file-value';

/** New text of a file. */
export interface EditedText {
  readonly text: string;
  /** Why more than what changes is written anew although the file has a style of its own; absent where only that is touched. */
  readonly rewritten?: string;
  /** Only a field is, not the whole file. */
  readonly partly?: true;
}

/**
 * New text for a file of ours whose value changes. A file in our own style is simply emitted anew; in one that came with its
 * own style (adopted, with comments and quoting) only the characters of what changes are touched. Falls back to a fresh text, and says why,
 * whenever the edit would not say exactly what is planned.
 *
 * @param standing - the file in the target, read
 */
export function editClaimText(
  standing: { readonly path: string; readonly text: string; readonly value: unknown },
  desired: { text(): string; value(): JsonObject },
): EditedText {
  const { path, text, value } = standing;
  if (isJsonObject(value) && emitClaimFile(value) === text) return { text: desired.text() };
  const after = desired.value();
  const edited = editDocuments(text, documentsOf(after), { manifest: isClaimFile(path) });
  if ('problem' in edited) return { text: desired.text(), rewritten: edited.problem };
  if (!sameValue(readFileValue(edited.text, path), after)) {
    return { text: desired.text(), rewritten: 'it could not be edited in place' };
  }
  return edited.losesComments
    ? { text: edited.text, partly: true, rewritten: 'comments in what changes go with it' }
    : { text: edited.text };
}
