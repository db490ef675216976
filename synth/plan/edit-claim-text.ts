import type { JsonObject } from '../../core/claim-model';
import type { Rewrite } from '../../core/plan';
import { isJsonObject } from '../../core/json/json-guards';
import { sameValue } from '../../core/yaml/same-value';
import { documentsOf, emitClaimFile } from '../../harvester/claim-file';
import { isClaimFile } from '../../harvester/claim-files/role-of-file';
import { editDocuments } from '../../harvester/yaml-edit/edit-documents';
import { readFileValue } from './read-file-value';

/** New text of a file. */
export interface EditedText {
  readonly text: string;
  /** More than what changes is written anew although the file has a style of its own; absent where only that is touched. */
  readonly rewrite?: Rewrite;
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
  if ('problem' in edited) return rewritten(edited.problem);
  if (!sameValue(readFileValue(edited.text, path), after)) {
    return rewritten('it cannot be edited in place');
  }
  return edited.losesComments
    ? { text: edited.text, rewrite: { path, extent: 'field', why: 'comments in the changed part are lost' } }
    : { text: edited.text };

  function rewritten(why: string): EditedText {
    return { text: desired.text(), rewrite: { path, extent: 'file', why } };
  }
}
