import type { Plan } from '../../core/plan';
import type { RequestResult } from '../../core/request/request-result';

/** What a run did to a change request, and the plan behind it. */
export interface RequestOutcome extends RequestResult {
  readonly plan: { readonly plan: Plan };
}
