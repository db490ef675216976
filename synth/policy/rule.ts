import type { ClaimModel, JsonObject } from '../../core/claim-model';
import type { Issue } from '../../core/issue';

/** What claims must keep to. An issue ends the run unless its severity is `warning`; all are told at once. */
export interface Rule {
  /**
   * Judges a claim by itself. A rule with no more than this is about every declared claim, whatever stands in the target, and is asked
   * before the target is read.
   */
  readonly onCreate: (model: ClaimModel) => readonly Issue[];
  /**
   * Judges a new version of an object against the one at the base. A rule with this is asked once the target is known, about the claims
   * whose file the plan writes: `onCreate` where the object is new to the cluster, this one for all others.
   *
   * @param before - value of the standing claim file
   * @param after - the claim as the file will say it: with a person's edits where they are merged
   */
  readonly onUpdate?: (before: JsonObject, after: ClaimModel) => readonly Issue[];
}

/** What rules say that are about the claim alone. */
export function judgeAlone(model: ClaimModel, rules: readonly Rule[]): Issue[] {
  return rules.flatMap(({ onCreate, onUpdate }) => (onUpdate === undefined ? onCreate(model) : []));
}
