import type { ClaimModel, ClaimObject, JsonObject } from '../../core/claim-model';
import type { Issue } from '../../core/issue';
import { isOtherObject } from '../../core/object-identity';
import { documentsOf } from '../../harvester/claim-file';
import type { Rule } from '../policy/rule';
import type { ClaimOutcome } from './decide-claim';

/**
 * What rules that compare with the base say about one claim; those that do not compare were asked before, see `check-models`. Nothing
 * is said about a file that stays as it is.
 */
export function checkChange(
  { claim: { model }, files: [file], change, before }: ClaimOutcome,
  rules: readonly Rule[],
): Issue[] {
  if (change?.after === undefined || file === undefined || file.planned.action === 'unchanged') return [];
  const after = file.merged === undefined ? model : modelOf(model, file.merged);
  const isNew =
    before === undefined || change.before === undefined || isOtherObject(change.before, change.after);
  return rules.flatMap(({ onCreate, onUpdate }) =>
    onUpdate === undefined ? [] : isNew ? onCreate(after) : onUpdate(before, after),
  );
}

function modelOf({ documents: _documents, ...model }: ClaimModel, merged: JsonObject): ClaimModel {
  const [object, ...documents] = documentsOf(merged) as readonly unknown[] as readonly [
    ClaimObject,
    ...ClaimObject[],
  ];
  return { ...model, object, ...(documents.length > 0 && { documents }) };
}
