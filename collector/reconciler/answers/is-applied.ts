import type { ObservedClaim } from '../observed/observed-claim';
import type { TouchedClaim } from './touched-claim';

/** How far the clocks of forge and collector may be apart, in milliseconds, and some time of a second that forges leave out. */
const CLOCKS_APART = 5_000;

const SECOND = 1000;

/**
 * Whether what is observed of a claim is of what was merged. A Ready of before the merge says nothing of it: where the spec changed, only a generation counts that was first reported after the
 * merge; where it did not, any report after the merge does, and any word of an informer that would have reported a change. Forges say in which second they merged: a generation that was first
 * reported in its course, of a claim of which an earlier one was known, is of the merge and not of something else in that very second. A new object counts where it is known that there was none, or another one, before: the first report of a claim that changed may be
 * of any version of it, until its generation grows. Forges tell seconds, and their clocks are not ours: a claim that did not exist before may be seen a moment before the time of its merge.
 *
 * @param mergedAt - milliseconds since 1970, of the collector's clock
 */
export function applied(
  { change, isSpecChanged }: TouchedClaim,
  claim: ObservedClaim,
  mergedAt: number,
): 'yes' | 'no' | 'unknown' {
  const { firstSeenAt, receivedAt, heardAt = 0, generationAt, isSuccessor = false, status } = claim;
  if (change === 'created' && firstSeenAt > mergedAt - CLOCKS_APART) return 'yes';
  if (firstSeenAt > mergedAt) {
    if (!isSpecChanged || isSuccessor) return 'yes';
    return generationAt !== undefined && generationAt > firstSeenAt ? 'yes' : 'unknown';
  }
  if (change !== 'created' && !isSpecChanged) return Math.max(receivedAt, heardAt) > mergedAt ? 'yes' : 'no';
  // The original's format has no generation.
  if (status.generation === undefined) return 'unknown';
  if (generationAt === undefined) return 'no';
  const isInSecond = generationAt > firstSeenAt && generationAt > mergedAt - (mergedAt % SECOND);
  return generationAt > mergedAt || isInSecond ? 'yes' : 'no';
}
