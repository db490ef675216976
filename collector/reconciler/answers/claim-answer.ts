import { code, type Phrase, phrase } from '../../../report/view/phrase';
import type { ObservedClaim } from '../observed/observed-claim';
import { registryState } from '../words/registry-state';
import { durationWords } from './duration-words';
import { applied } from './is-applied';
import type { TouchedClaim } from './touched-claim';

/** What is said of a claim in a cluster. */
export interface ClaimAnswer {
  readonly words: Phrase;
  /** Nothing more is to be said. */
  readonly isDone: boolean;
}

/** Times of an answer, in milliseconds since 1970 of the collector's clock. */
export interface AnswerTimes {
  readonly mergedAt: number;
  readonly now: number;
}

/** How long waiting needs no words, in milliseconds. */
const PATIENCE = 10 * 60_000;
const MOST_CHARACTERS = 240;

/**
 * What became of a claim in a cluster since the merge.
 *
 * @param claim - what is observed of it; undefined where nothing is
 */
export function claimAnswer(
  touched: TouchedClaim,
  claim: ObservedClaim | undefined,
  times: AnswerTimes,
): ClaimAnswer {
  return touched.change === 'removed' ? removedAnswer(claim, times) : standingAnswer(touched, claim, times);
}

function removedAnswer(claim: ObservedClaim | undefined, { mergedAt, now }: AnswerTimes): ClaimAnswer {
  if (claim?.goneSince !== undefined) {
    const { goneSince } = claim;
    return done(goneSince > mergedAt ? phrase`gone in ${durationWords(goneSince - mergedAt)}` : phrase`gone`);
  }
  if (claim === undefined) {
    return open(now - mergedAt < PATIENCE ? phrase`waiting` : phrase`no cluster has reported it`);
  }
  if (isUnknown(claim) || claim.isDeleting) return open(stateWords(claim, now));
  return open(now - mergedAt < PATIENCE ? phrase`waiting` : phrase`still there`);
}

function standingAnswer(
  touched: TouchedClaim,
  claim: ObservedClaim | undefined,
  { mergedAt, now }: AnswerTimes,
): ClaimAnswer {
  const isLate = now - mergedAt >= PATIENCE;
  if (claim === undefined || (claim.goneSince !== undefined && claim.goneSince <= mergedAt)) {
    return open(isLate ? phrase`not applied yet` : phrase`waiting`);
  }
  if (claim.goneSince !== undefined || isUnknown(claim) || claim.isDeleting) {
    return open(stateWords(claim, now));
  }
  const { generation, observedGeneration, flapping } = claim.status;
  switch (applied(touched, claim, mergedAt)) {
    case 'no':
      return open(isLate ? [`not applied yet${ofGeneration(generation)}`] : phrase`waiting`);
    case 'unknown':
      return open(isLate ? [`not known whether it is applied${ofGeneration(generation)}`] : phrase`waiting`);
    case 'yes':
      break;
  }
  if (flapping !== undefined) return open(phrase`flapping`);
  if (generation !== undefined && observedGeneration !== undefined && observedGeneration < generation) {
    return open(isLate ? [`not reconciled yet${ofGeneration(generation)}`] : phrase`waiting`);
  }
  const { status, statusMessage } = registryState(claim, now);
  if (status !== 'active' || statusMessage.startsWith('Ready, but')) return open(stateWords(claim, now));
  return done(readyWords(touched, claim, mergedAt));
}

/** Without another generation nobody can tell which report was the first one after the merge. */
function readyWords(touched: TouchedClaim, claim: ObservedClaim, mergedAt: number): Phrase {
  const { generationAt = claim.firstSeenAt, readyChangedAt = 0 } = claim;
  const at = Math.max(generationAt, readyChangedAt);
  const isTimed = touched.isSpecChanged || touched.change === 'created';
  return isTimed && at > mergedAt ? phrase`Ready in ${durationWords(at - mergedAt)}` : phrase`Ready`;
}

/** Nothing is heard of it, or of its cluster. */
function isUnknown({ silentSince, unreadable }: ObservedClaim): boolean {
  return silentSince !== undefined || unreadable !== undefined;
}

function stateWords(claim: ObservedClaim, now: number): Phrase {
  return phrase`${code(registryState(claim, now).statusMessage, MOST_CHARACTERS)}`;
}

function ofGeneration(generation: number | undefined): string {
  return generation === undefined ? '' : ` (generation ${generation})`;
}

function done(words: Phrase): ClaimAnswer {
  return { words, isDone: true };
}

function open(words: Phrase): ClaimAnswer {
  return { words, isDone: false };
}
