import type { StatusSnapshot } from '../status-store';
import type { StatusBook } from './status-book';

/** What a book knows, of one cluster or of all. */
export function snapshotOf(book: StatusBook, cluster?: string): StatusSnapshot {
  return {
    statuses: [...book.live(cluster)],
    kinds: book.kindsOf(cluster),
    clusters: book.allClusters().filter((state) => cluster === undefined || state.cluster === cluster),
  };
}
