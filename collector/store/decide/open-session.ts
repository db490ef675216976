import type { ClaimKind, LeaseHeld, NoRoom, Session, SessionRequest } from '../status-store';
import { isOneTooMany } from './apply-batch';
import type { StatusBook } from './status-book';
import type { StoreRules } from './store-rules';

/** Sessions of a cluster that are remembered after another one took them over, and of others those that said something last. */
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
): Session | LeaseHeld | NoRoom {
  if (isOneTooMany(book, request.cluster, rules.clusters)) return { refused: 'too-many-claims' };
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
  for (const { absences: _, ...rival } of rivals) book.setSession({ ...rival, supersededBy: session.epoch });
  book.setSession(session);
  book.setCluster({ cluster: request.cluster, seenAt: now, isLegacy: false });
  forgetOldest(book, book.sessionsOf(request.cluster));
  return session;
}

function forgetOldest(book: StatusBook, sessions: readonly Session[]): void {
  const over = sessions.filter(({ supersededBy }) => supersededBy !== undefined);
  const open = sessions.filter(({ supersededBy }) => supersededBy === undefined);
  over.sort((one, other) => other.epoch - one.epoch);
  open.sort((one, other) => other.seenAt - one.seenAt || other.epoch - one.epoch);
  for (const list of [over, open]) {
    for (const { epoch } of list.slice(REMEMBERED_SESSIONS)) book.removeSession(epoch);
  }
}

function sharesKind(one: readonly ClaimKind[], other: readonly ClaimKind[]): boolean {
  return one.some(({ group, kind }) => other.some((its) => its.group === group && its.kind === kind));
}
