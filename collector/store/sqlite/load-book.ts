import type { DatabaseSync } from 'node:sqlite';
import { StatusBook } from '../decide/status-book';
import { statusOf } from '../status-row';
import type { ClusterState, KindState, Session } from '../status-store';

interface StatusRow {
  readonly key: string;
  readonly cluster: string;
  readonly epoch: number | null;
  readonly sequence: number | null;
  readonly received_at: number;
  readonly observed_at: string | null;
  readonly deleted_at: number | null;
  readonly body: string;
}

/** Everything that the database holds, as decisions read it. */
export function loadBook(database: DatabaseSync): StatusBook {
  const book = new StatusBook();
  for (const row of database.prepare('SELECT * FROM statuses').iterate()) {
    const { key, cluster, epoch, sequence, ...rest } = row as unknown as StatusRow;
    const order = epoch === null || sequence === null ? undefined : { epoch, sequence };
    const columns = {
      cluster,
      order,
      receivedAt: rest.received_at,
      observedAt: rest.observed_at ?? undefined,
      deletedAt: rest.deleted_at ?? undefined,
    };
    book.load(key, statusOf(columns, rest.body));
  }
  for (const body of bodies(database, 'SELECT body FROM sessions')) {
    book.loadSession(JSON.parse(body) as Session);
  }
  for (const body of bodies(database, 'SELECT body FROM kinds')) book.loadKind(JSON.parse(body) as KindState);
  for (const body of bodies(database, 'SELECT body FROM clusters')) {
    book.loadCluster(JSON.parse(body) as ClusterState);
  }
  const latest = database.prepare('SELECT epoch FROM latest_epoch').get() as { epoch: number } | undefined;
  book.loadEpoch(latest?.epoch ?? 0);
  return book;
}

function bodies(database: DatabaseSync, sql: string): string[] {
  return database
    .prepare(sql)
    .all()
    .map((row) => row['body'] as string);
}
