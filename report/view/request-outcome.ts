import type { Plan } from '../../core/plan';
import type { RequestAction } from '../../core/request/request-action';

/** What a run did to a change request, and the plan behind it. */
export interface RequestOutcome {
  readonly action: RequestAction;
  /** Null when there is no request. */
  readonly url: string | null;
  readonly branch: string;
  readonly base: string;
  /** Null when nothing was committed. */
  readonly commit: string | null;
  /** Write operations that reached the target. */
  readonly writes: number;
  readonly plan: { readonly plan: Plan };
}
