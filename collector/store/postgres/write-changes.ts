import type { ClientBase } from 'pg';
import { compareText } from '../../../core/text/compare-text';
import type { StatusBook } from '../decide/status-book';
import { bodyOf } from '../status-row';
import { MOST_TRANSITIONS, type StoredStatus } from '../stored-status';
import type { NeededRows } from './needed-rows';
import { keyPart, rowKey } from './row-key';

/** What is written, many rows at once: each list of values is a column. */
const WRITES = {
  putStatuses: `INSERT INTO collector_statuses (key, cluster, epoch, sequence, received_at, observed_at, deleted_at, body)
    SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::bigint[], $8::text[])
    ON CONFLICT (key) DO UPDATE SET epoch = excluded.epoch, sequence = excluded.sequence, received_at = excluded.received_at,
      observed_at = excluded.observed_at, deleted_at = excluded.deleted_at, body = excluded.body`,
  removeStatuses: 'DELETE FROM collector_statuses WHERE key = ANY($1::text[])',
  addTransitions: `INSERT INTO collector_transitions (key, body)
    SELECT key, body FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS added (key, body, place) ORDER BY place`,
  trimTransitions: `DELETE FROM collector_transitions t USING unnest($1::text[]) AS changed (key),
      LATERAL (SELECT id FROM collector_transitions WHERE key = changed.key ORDER BY id DESC OFFSET ${MOST_TRANSITIONS} LIMIT 1) oldest
    WHERE t.key = changed.key AND t.id <= oldest.id`,
  removeTransitions: 'DELETE FROM collector_transitions WHERE key = ANY($1::text[])',
  putSessions: `INSERT INTO collector_sessions (epoch, cluster, body) SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[])
    ON CONFLICT (epoch) DO UPDATE SET body = excluded.body`,
  removeSessions: 'DELETE FROM collector_sessions WHERE epoch = ANY($1::bigint[])',
  putEpoch:
    'UPDATE collector_latest_epoch l SET epoch = issued.epoch FROM unnest($1::bigint[]) AS issued (epoch)',
  putKinds: `INSERT INTO collector_kinds (key, body) SELECT * FROM unnest($1::text[], $2::text[])
    ON CONFLICT (key) DO UPDATE SET body = excluded.body`,
  removeKinds: 'DELETE FROM collector_kinds WHERE key = ANY($1::text[])',
  putClusters: `INSERT INTO collector_clusters (name, claims, body) SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[])
    ON CONFLICT (name) DO UPDATE SET claims = excluded.claims, body = excluded.body`,
  removeClusters: 'DELETE FROM collector_clusters WHERE name = ANY($1::text[])',
} as const;

type Value = string | number | null;
type Write = readonly [name: keyof typeof WRITES, ...columns: readonly (readonly Value[])[]];

/**
 * Writes what changed in a book, in the caller's transaction.
 *
 * @returns whether anything did
 */
export async function writeChanges(
  client: ClientBase,
  book: StatusBook,
  needed: NeededRows,
): Promise<boolean> {
  const writes = [
    ...statusWrites(book),
    ...transitionWrites(book),
    ...sessionWrites(book, needed),
    ...kindWrites(book),
    ...clusterWrites(book, needed),
  ].filter(([, first = []]) => first.length > 0);
  await Promise.all(
    writes.map(([name, ...columns]) =>
      client.query({ name: `write-${name}`, text: WRITES[name], values: columns }),
    ),
  );
  return writes.length > 0;
}

function statusWrites(book: StatusBook): Write[] {
  const put: [key: string, status: StoredStatus][] = [];
  const removed: string[] = [];
  for (const key of book.changedStatuses) {
    const status = book.status(key);
    if (status === undefined) removed.push(rowKey(key));
    else put.push([rowKey(key), status]);
  }
  // Neighbours in the index go one after the other.
  put.sort(([one], [other]) => compareText(one, other));
  const column = (of: (status: StoredStatus) => Value): readonly Value[] =>
    put.map(([, status]) => of(status));
  return [
    ['removeStatuses', removed],
    [
      'putStatuses',
      put.map(([key]) => key),
      column(({ cluster }) => JSON.stringify(cluster)),
      column(({ order }) => order?.epoch ?? null),
      column(({ order }) => order?.sequence ?? null),
      column(({ receivedAt }) => receivedAt),
      column(({ observedAt }) => observedAt ?? null),
      column(({ deletedAt }) => deletedAt ?? null),
      column(bodyOf),
    ],
  ];
}

/** A claim that was forgotten has no history, one that was reported again after that has a new one. */
function transitionWrites(book: StatusBook): Write[] {
  const transitions = [...book.newTransitions()];
  const keys = transitions.map(([key]) => rowKey(key));
  return [
    ['removeTransitions', [...book.forgotten.keys()].map(rowKey)],
    ['addTransitions', keys, transitions.map(([, transition]) => JSON.stringify(transition))],
    ['trimTransitions', [...new Set(keys)]],
  ];
}

function sessionWrites(book: StatusBook, { opensSession }: NeededRows): Write[] {
  const put = present(book.changedSessions, (epoch) => book.session(epoch));
  const removed = [...book.changedSessions].filter((epoch) => book.session(epoch) === undefined);
  return [
    ['removeSessions', removed],
    [
      'putSessions',
      put.map(({ epoch }) => epoch),
      put.map(({ cluster }) => keyPart(cluster)),
      put.map((session) => JSON.stringify(session)),
    ],
    // Only who locked the row may write it.
    ...(opensSession && put.length > 0 ? [['putEpoch', [book.lastEpoch]] as const] : []),
  ];
}

function kindWrites(book: StatusBook): Write[] {
  const put = [...book.changedKinds].filter((key) => book.kindAt(key) !== undefined);
  const removed = [...book.changedKinds].filter((key) => book.kindAt(key) === undefined);
  return [
    ['removeKinds', removed.map(rowKey)],
    ['putKinds', put.map(rowKey), put.map((key) => JSON.stringify(book.kindAt(key)))],
  ];
}

/** A cluster's row is written when the count of its claims changed, too. */
function clusterWrites(book: StatusBook, { clusters }: NeededRows): Write[] {
  const changed = [...clusters].filter((name) => book.changedClusters.has(name) || book.hasOtherCount(name));
  const put = present(changed, (name) => book.cluster(name));
  const removed = changed.filter((name) => book.cluster(name) === undefined);
  return [
    ['removeClusters', removed.map(keyPart)],
    [
      'putClusters',
      put.map(({ cluster }) => keyPart(cluster)),
      put.map(({ cluster }) => book.countOf(cluster)),
      put.map((state) => JSON.stringify(state)),
    ],
  ];
}

function present<Key, Value>(keys: Iterable<Key>, of: (key: Key) => Value | undefined): readonly Value[] {
  return [...keys].flatMap((key) => {
    const value = of(key);
    return value === undefined ? [] : [value];
  });
}
