import { redactText } from '../../../core/secrets/redact-text';
import { timestamp } from '../../../core/time/timestamp';
import type { ObservedClaim } from '../observed/observed-claim';
import { registryState } from '../words/registry-state';

/** States that are told of; on the way between them (`creating`, `deleting`) nothing is. */
export type AlertWord = 'active' | 'error' | 'unknown' | 'gone';

/** How a claim of a cluster is. */
export interface AlertState {
  readonly word: AlertWord;
  readonly message: string;
  /** When it became so, as far as that is known: RFC 3339. */
  readonly since: string;
}

/**
 * What is to be told of a claim; undefined where it is on its way.
 *
 * @param now - milliseconds since 1970
 */
export function alertState(claim: ObservedClaim, now: number): AlertState | undefined {
  const { status, statusMessage } = registryState(claim, now);
  const word = claim.goneSince === undefined ? status : 'gone';
  if (word === 'creating' || word === 'deleting') return undefined;
  const { goneSince, unreadable, silentSince, readyChangedAt, firstSeenAt } = claim;
  const since = goneSince ?? unreadable?.since ?? silentSince ?? readyChangedAt ?? firstSeenAt;
  return { word, message: redactText(statusMessage), since: timestamp(new Date(since)) };
}
