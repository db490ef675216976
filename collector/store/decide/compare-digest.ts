import { reportKey } from '../../../core/status/report-key';
import { digestOf } from '../../../core/status/status-digest';
import type { DigestRequest, DigestResult } from '../status-store';
import { checkSession, noteSeen } from './check-session';
import type { StatusBook } from './status-book';

/** The buckets in which an informer's view of a kind and the book differ. A kind that can be told whole can be read again. */
export function compareDigest(book: StatusBook, request: DigestRequest, now: number): DigestResult {
  const { cluster, epoch, buckets } = request;
  const session = checkSession(book, cluster, epoch, [request]);
  if (typeof session === 'string') return { refused: session };
  const own = digestOf(entriesOf(book, request));
  const differing = own.flatMap((hash, bucket) => (hash === buckets[bucket] ? [] : [bucket]));
  if (book.kind(cluster, request)?.unreadableSince !== undefined) book.removeKind(cluster, request);
  noteSeen(book, cluster, session, now);
  return { differing };
}

function* entriesOf(
  book: StatusBook,
  request: DigestRequest,
): Generator<{ key: string; uid?: string; status: NonNullable<ReturnType<StatusBook['status']>>['status'] }> {
  for (const key of book.keysOf(request.cluster, request)) {
    const stored = book.status(key);
    if (stored === undefined || stored.deletedAt !== undefined) continue;
    yield { key: reportKey(stored), uid: stored.uid, status: stored.status };
  }
}
