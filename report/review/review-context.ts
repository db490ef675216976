import type { JsonObject } from '../../core/claim-model';
import type { Issue } from '../../core/issue';
import type { ProgramOrigin } from '../view/program-origin';
import type { ReviewMarker } from '../../core/request/review-marker';

/** What a diff needs to know beside the plan. */
export interface DiffContext {
  readonly project: string;
  /** Base branch. */
  readonly base: string;
  /** Web address of the author's project that source files are relative to; without it, no links. */
  readonly sourceUrl?: string;
  /** Which version of which repository the program is; undefined where neither Git nor the CI tells. */
  readonly program?: ProgramOrigin;
  /** Web address of the target repository's top at the base; without it, no links. */
  readonly targetUrl?: string;
  /** Claims as they stand at the base, by `<category>/<name>` before the change: what their deletion policies are read from. */
  readonly previous?: ReadonlyMap<string, JsonObject>;
  /** Results of the checks that ran; absent: none ran. */
  readonly validation?: ValidationResults;
}

/** What a change request says in addition. */
export interface ReviewContext extends DiffContext, ReviewMarker {
  /**
   * Removed or replaced claims (`<category>/<name>`) that a person acknowledged: `acknowledgedClaims` of the request. Absent
   * where no acknowledgement is asked for: nothing is said about them then.
   */
  readonly acknowledged?: readonly string[];
}

/** Outcome of validation. */
export interface ValidationResults {
  /** Claims that were checked. */
  readonly claims: number;
  /** What they found beside the plan's own warnings; what is not marked as warning is an error. */
  readonly issues: readonly Issue[];
}
