import type { Trailers } from '../../../gitops/forge/trailers';
import { TERM_TRAILER } from '../request/status-request';

/** Terms follow the clock: one that is further ahead than clocks are apart was not issued by a store. Milliseconds. */
const FURTHEST_AHEAD = 86_400_000;

/**
 * The newest term that an open request says it was written in. Whoever may push to its branch decides what stands there: a term that no store can have issued says nothing, or it would keep every
 * collector from writing for ever.
 *
 * @param now - milliseconds since 1970
 */
export function foreignTerm(trailers: Trailers, now: number): number | undefined {
  const terms = (trailers[TERM_TRAILER] ?? [])
    .filter((text) => /^\d{1,15}$/.test(text))
    .map(Number)
    .filter((term) => term <= now + FURTHEST_AHEAD);
  return terms.length === 0 ? undefined : Math.max(...terms);
}
