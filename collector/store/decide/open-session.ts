import type { ClaimKind, LeaseHeld, Session, SessionRequest } from '../status-store';
import type { StatusBook } from './status-book';
import type { StoreRules } from './store-rules';

/** Sessions of a cluster that are remembered after another one took them over. */
const REMEMBERED_SESSIONS = 100;

/**
 * Opens a session. The newest session holds the lease of its kinds: those that held it before are superseded, and told so at their next request. One that stands by gets the
 * lease only when nobody holds it. Epochs follow the clock as long as it runs forward, so that they also grow when the store was lost.
 */
export function openSession(
  book: StatusBook,
  { standby, ...request }: SessionRequest,
  now: number,
  rules: StoreRules,
): Session | LeaseHeld {
  const sessions = book.sessionsOf(request.cluster);
  const rivals = sessions.filter(
    (session) => session.supersededBy === undefined && sharesKind(session.kinds, request.kinds),
  );
  const holder = rivals.find(({ seenAt }) => now - seenAt < rules.lease);
  if (standby && holder !== undefined) {
    const { epoch, informer, seenAt } = holder;
    return { heldBy: { epoch, informer }, expiresAt: seenAt + rules.lease };
  }
  const session: Session = {
    ...request,
    epoch: Math.max(book.lastEpoch + 1, now),
    openedAt: now,
    seenAt: now,
  };
  for (const rival of rivals) book.setSession({ ...rival, supersededBy: session.epoch });
  book.setSession(session);
  book.setCluster({ cluster: request.cluster, seenAt: now, isLegacy: false });
  forgetOldest(book, sessions);
  return session;
}

function forgetOldest(book: StatusBook, sessions: readonly Session[]): void {
  const over = sessions
    .filter(({ supersededBy }) => supersededBy !== undefined)
    .sort((one, other) => other.epoch - one.epoch);
  for (const { epoch } of over.slice(REMEMBERED_SESSIONS)) book.removeSession(epoch);
}

function sharesKind(one: readonly ClaimKind[], other: readonly ClaimKind[]): boolean {
  return one.some(({ group, kind }) => other.some((its) => its.group === group && its.kind === kind));
}
