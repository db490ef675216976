import type { StatusBook } from './status-book';

/**
 * Forgets a claim, or all of a cluster with its sessions. An informer that still runs there is told that its session is unknown, opens another one and reports again.
 *
 * @returns whether anything was known
 */
export function forget(book: StatusBook, cluster: string, claimRef?: string): boolean {
  let known = false;
  for (const key of [...book.keysOf(cluster)]) {
    const status = book.status(key);
    if (claimRef !== undefined && status?.claimRef !== claimRef) continue;
    known ||= status?.deletedAt === undefined;
    book.removeStatus(key);
  }
  if (claimRef !== undefined) return known;
  for (const { epoch } of book.sessionsOf(cluster)) {
    book.removeSession(epoch);
    known = true;
  }
  for (const kind of book.kindsOf(cluster)) book.removeKind(cluster, kind);
  known ||= book.cluster(cluster) !== undefined;
  book.removeCluster(cluster);
  return known;
}
