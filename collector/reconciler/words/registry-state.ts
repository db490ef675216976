import type { ObservedClaim } from '../observed/observed-claim';
import { oneLine, sinceText } from './message-text';
import { legacyState } from './legacy-state';
import type { RegistryState, RegistryStatus } from './state-words';

/** How long a claim may be creating, in milliseconds: databases of clouds take their time. */
export const CREATING_FOR = 30 * 60_000;

/**
 * What the registry says of a claim of one cluster.
 *
 * @param now - milliseconds since 1970
 */
export function registryState(claim: ObservedClaim, now: number): RegistryState {
  const { goneSince, unreadable, silentSince, isDeleting, identity, status } = claim;
  if (goneSince !== undefined) return state('error', `not in the cluster since ${sinceText(goneSince)}`);
  if (unreadable !== undefined) {
    return state('unknown', `cannot be read since ${sinceText(unreadable.since)}: ${unreadable.reason}`);
  }
  if (silentSince !== undefined) {
    return state('unknown', `no report came from the cluster since ${sinceText(silentSince)}`);
  }
  if (isDeleting) return state('deleting', causeText(claim) ?? 'is being deleted');
  if (status.flapping !== undefined) return state(flappingStatus(claim), `flapping (${status.flapping})`);
  if (identity === undefined && status.ready === undefined) return legacyState(status.statusMessage);
  switch (status.ready?.status) {
    case 'True':
      return state('active', readyText(claim));
    case 'False':
      return unreadyState(claim, now);
    case 'Unknown':
    case undefined:
      return unheardState(claim, now);
  }
}

function state(status: RegistryStatus, statusMessage: string): RegistryState {
  return { status, statusMessage: oneLine(statusMessage) };
}

/** Ready says nothing of what is below: that stands behind it. */
function readyText(claim: ObservedClaim): string {
  const { synced } = claim.status;
  const cause = causeText(claim);
  if (cause !== undefined) return `Ready, but ${cause}`;
  if (synced?.status !== 'False') return 'Ready';
  return `Ready, but not synced: ${wordsOf(synced.reason, synced.message)}`;
}

function unreadyState(claim: ObservedClaim, now: number): RegistryState {
  const { ready, synced } = claim.status;
  const cause = causeText(claim);
  if (cause !== undefined) return state(isCreating(claim, now) ? 'creating' : 'error', cause);
  if (synced?.status === 'False') {
    return state('error', `not synced: ${wordsOf(synced.reason, synced.message)}`);
  }
  const words = wordsOf(ready?.reason, ready?.message);
  return isCreating(claim, now) ? state('creating', words) : state('error', `not ready: ${words}`);
}

/**
 * Right after it was made a claim has no conditions, or none that is published so far. A cause is never held back. What was never Ready does not become unknown by saying nothing: it is not Ready.
 */
function unheardState(claim: ObservedClaim, now: number): RegistryState {
  const { wasReady, readyChangedAt, status } = claim;
  const { ready, synced, statusMessage } = status;
  const cause = causeText(claim);
  if (cause !== undefined) return state('error', cause);
  if (isCreating(claim, now)) return state('creating', 'no condition Ready yet');
  if (!wasReady && synced?.status === 'False') {
    return state('error', `not synced: ${wordsOf(synced.reason, synced.message)}`);
  }
  const words = ready === undefined ? statusMessage : wordsOf(ready.reason, ready.message);
  if (!wasReady) return state('error', `not ready: ${words}`);
  const since = readyChangedAt === undefined ? '' : ` since ${sinceText(readyChangedAt)}`;
  return state('unknown', `not known whether it is Ready${since}: ${words}`);
}

/** Not Ready is normal for what was never Ready, as long as nothing failed and it does not take too long. */
function isCreating({ wasReady, status, firstSeenAt }: ObservedClaim, now: number): boolean {
  if (wasReady || status.synced?.status === 'False' || status.cause !== undefined) return false;
  return now - firstSeenAt < CREATING_FOR;
}

function flappingStatus({ status }: ObservedClaim): RegistryStatus {
  return status.ready?.status === 'True' ? 'active' : 'error';
}

function causeText({ status: { cause } }: ObservedClaim): string | undefined {
  if (cause === undefined) return undefined;
  return `${cause.kind} ${cause.name}: ${wordsOf(cause.reason, cause.message)}`;
}

function wordsOf(reason: string | undefined, message: string | undefined): string {
  const words = [reason, message].filter((word) => word !== undefined && word !== '');
  return words.length === 0 ? 'no reason is given' : words.join(': ');
}
