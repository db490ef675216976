import type { ClaimKind, Refusal, Session } from '../status-store';
import type { StatusBook } from './status-book';

/** A session that says something is written down as seen at most this often, in milliseconds. */
const SEEN_EVERY = 5_000;

/** The session of a request that counts, or why it does not. */
export function checkSession(
  book: StatusBook,
  cluster: string,
  epoch: number,
  kinds: Iterable<ClaimKind>,
): Session | Refusal {
  const session = book.session(epoch);
  if (session?.cluster !== cluster) return 'unknown-epoch';
  if (session.supersededBy !== undefined) return 'superseded';
  for (const { group, kind } of kinds) {
    if (!session.kinds.some((its) => its.kind === kind && its.group === group)) return 'other-kind';
  }
  return session;
}

/** Notes that a cluster said something, by a session where it has one. */
export function noteSeen(book: StatusBook, cluster: string, session: Session | undefined, now: number): void {
  if (session !== undefined && now - session.seenAt >= SEEN_EVERY) {
    book.setSession({ ...session, seenAt: now });
  }
  const known = book.cluster(cluster);
  const isLegacy = session === undefined && known?.isLegacy !== false;
  if (known === undefined || known.isLegacy !== isLegacy || now - known.seenAt >= SEEN_EVERY) {
    book.setCluster({ cluster, seenAt: now, isLegacy });
  }
}
