import type { JsonObject } from '../../core/claim-model';
import type { MergeOffer } from '../../core/plan';
import { sameValue } from '../../core/yaml/same-value';
import { commentTokens } from '../../core/yaml/yaml-tokens';
import { fieldChanges } from '../diff/field-changes';
import { emitClaimFile, readClaimFileValue } from '../../harvester/claim-file';
import { mergeThreeWay } from '../diff/three-way-merge';
import type { DesiredFile } from './desired-claim';
import { editClaimText } from './edit-claim-text';
import type { StandingFile } from './standing-file';
import { isJsonObject } from '../../core/json/json-guards';

/** What merging would give, and whether it may be done. */
export interface EditMerge {
  readonly offer: MergeOffer;
  /** For a `clean` offer: the merged value, and the person's text with it: their comments, order and quoting stay. */
  readonly result?: { readonly value: JsonObject; readonly text: string };
}

/**
 * Looks whether what the program changed since we last wrote a claim file fits into the file that a person changed.
 *
 * @param earlier - text that we wrote last; undefined when it is not to be had any more
 */
export function mergeEdits(
  desired: DesiredFile,
  standing: StandingFile,
  earlier: string | undefined,
): EditMerge {
  if (earlier === undefined) return { offer: { status: 'unknown', why: 'no-earlier-version' } };
  const base = objectIn(earlier);
  const person = standing.value;
  if (base === undefined || !isJsonObject(person)) return { offer: { status: 'unknown', why: 'no-object' } };
  const { value, conflicts } = mergeThreeWay(base, desired.value(), person);
  if (conflicts.length > 0) return { offer: { status: 'conflicts', conflicts } };
  if (sameValue(value, person)) return { offer: { status: 'nothing' } };
  const text = standing.text ?? '';
  const merged = editClaimText(
    { path: standing.path, text, value: person },
    { text: () => emitClaimFile(value), value: () => value },
  );
  // Written anew because the places to change cannot be told apart (anchors, for one): nobody's comments go that way.
  if (merged.rewrite !== undefined && hasComments(text)) {
    return { offer: { status: 'unknown', why: 'not-editable' } };
  }
  return {
    offer: { status: 'clean', fields: fieldChanges(person, value) },
    result: { value, text: merged.text },
  };
}

function hasComments(text: string): boolean {
  return !commentTokens(text).next().done;
}

function objectIn(text: string): JsonObject | undefined {
  try {
    const value = readClaimFileValue(text, 'the version written last');
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
