import type { Cause } from '../../../core/status/claim-status';
import type { ClaimSummary } from '../claim-summary';
import { causeOf } from './cause-of-walk';
import { deepestFailure, type Failing, type FailureContext } from './deepest-failure';
import type { EventReader } from './found';
import { shownText } from './object-facts';
import type { Walk } from './walked-object';

/** Messages whose words stand in the events: the XR says so, or names what is invalid and not why (crossplane-status-facts.md §3). */
const POINTS_TO_EVENTS = /\bevents?\b|^(?:invalid|unsynced) resources\b/i;

/** Finds what a walk found, with the words of the last Warning where the object only points to its events. */
export async function findCause(
  walk: Walk,
  context: FailureContext,
  events: EventReader | undefined,
  spend: () => Promise<void>,
): Promise<Cause | undefined> {
  const failing = deepestFailure(walk, context);
  if (failing === undefined) return undefined;
  return causeOf(walk, events === undefined ? failing : await withEvent(walk, failing, events, spend));
}

async function withEvent(
  { objects }: Walk,
  failing: Failing,
  events: EventReader,
  spend: () => Promise<void>,
): Promise<Failing> {
  const { place, failure } = failing;
  const learned = objects[place]?.learned;
  if (learned?.type !== 'object' || learned.facts.uid === '') return failing;
  const isSilent = failure.rank === 'not-synced' && failure.message === '';
  if (!isSilent && !POINTS_TO_EVENTS.test(failure.message)) return failing;
  const { uid, namespace } = learned.facts;
  const event = await events.lastWarning({ uid, namespace }, spend);
  if (event === undefined || event.message === '') return failing;
  const reason = event.reason === '' ? failure.reason : shownText(event.reason, 256);
  return { place, failure: { ...failure, reason, message: shownText(event.message) } };
}

/** Whether a claim and its composite say different things about Ready. */
export function disagrees({ composite, ready }: ClaimSummary, { objects }: Walk): boolean {
  const learned = objects[1]?.learned;
  if (composite === undefined || ready === undefined || learned?.type !== 'object') return false;
  const below = learned.facts.conditions.find(({ type }) => type === 'Ready');
  return below !== undefined && below.status !== ready.status;
}
