import type { StatusSnapshot } from '../status-store';
import type { StoredStatus } from '../stored-status';
import type { StatusBook } from './status-book';

/** What a book knows, of one cluster or of all. */
export function snapshotOf(book: StatusBook, cluster?: string): StatusSnapshot {
  return {
    ...visibleStatuses(book.statusesOf(cluster)),
    kinds: book.kindsOf(cluster),
    clusters: book.allClusters().filter((state) => cluster === undefined || state.cluster === cluster),
  };
}

/**
 * The statuses of claims that are not gone. A report of the original's format is left out where a typed one is known about the claim, also where that says that it is gone: the
 * original's informer reports no deletes, so its last word would stand for ever.
 *
 * @param statuses - all of a cluster or more, those of claims that are gone included
 */
export function visibleStatuses(statuses: Iterable<StoredStatus>): Pick<StatusSnapshot, 'statuses' | 'gone'> {
  const gone: StoredStatus[] = [];
  const live: StoredStatus[] = [];
  const legacy: StoredStatus[] = [];
  const typed = new Set<string>();
  for (const status of statuses) {
    if (status.identity === undefined) {
      if (status.deletedAt === undefined) legacy.push(status);
      continue;
    }
    typed.add(slotOf(status));
    (status.deletedAt === undefined ? live : gone).push(status);
  }
  for (const status of legacy) if (!typed.has(slotOf(status))) live.push(status);
  return { statuses: live, gone };
}

function slotOf({ cluster, claimRef }: StoredStatus): string {
  return JSON.stringify([cluster, claimRef]);
}
