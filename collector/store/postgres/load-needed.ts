import type { ClientBase, QueryResult, QueryResultRow } from 'pg';
import { reportKey } from '../../../core/status/report-key';
import { StatusBook } from '../decide/status-book';
import type { ClusterState, KindState, Session } from '../status-store';
import type { NeededRows } from './needed-rows';
import { keyPart, type KeyRange } from './row-key';
import { STATUS_COLUMNS, type StatusColumns, statusOfColumns } from './status-columns';

/** What is read before calls are decided: named, so that the server plans it once. */
const READS = {
  statuses: `SELECT ${STATUS_COLUMNS} FROM collector_statuses s WHERE s.key = ANY($1::text[])`,
  ranges: `SELECT ${STATUS_COLUMNS} FROM unnest($1::text[], $2::text[]) AS wanted (low, high)
    JOIN collector_statuses s ON s.key >= wanted.low AND s.key < wanted.high`,
  kinds: `SELECT k.body FROM unnest($1::text[], $2::text[]) AS wanted (low, high)
    JOIN collector_kinds k ON k.key >= wanted.low AND k.key < wanted.high`,
  sessions:
    'SELECT body FROM collector_sessions WHERE epoch = ANY($1::bigint[]) OR cluster = ANY($2::text[])',
  clusters: 'SELECT claims, body FROM collector_clusters WHERE name = ANY($1::text[])',
  clusterCount: 'SELECT count(*) AS clusters FROM collector_clusters',
  latestEpoch: 'SELECT epoch FROM collector_latest_epoch FOR UPDATE',
} as const;

interface BodyRow {
  readonly body: string;
}

/**
 * A book of what some calls need, in the caller's transaction, whose locks hold everybody else off. The row of the latest epoch is locked after them: by who issues
 * one, and by who may make a cluster known, because of all clusters there is a limit.
 */
export async function loadNeeded(client: ClientBase, needed: NeededRows): Promise<StatusBook> {
  const read = <Row extends QueryResultRow>(
    name: keyof typeof READS,
    ...values: readonly (readonly (string | number)[])[]
  ): Promise<QueryResult<Row>> | undefined => {
    const isNeeded = values.length === 0 || values.some((list) => list.length > 0);
    if (!isNeeded) return undefined;
    return client.query<Row>({ name: `read-${name}`, text: READS[name], values: [...values] });
  };
  const [statuses, ranged, kinds, sessions, clusters, latest] = await Promise.all([
    read<StatusColumns>('statuses', [...needed.statuses]),
    read<StatusColumns>('ranges', ...ends(needed.ranges)),
    read<BodyRow>('kinds', ...ends(needed.kinds)),
    read<BodyRow>('sessions', [...needed.epochs].filter(Number.isSafeInteger), [...needed.sessionsOf]),
    read<BodyRow & { claims: string }>('clusters', [...needed.clusters].map(keyPart)),
    needed.opensSession ? read<{ epoch: string }>('latestEpoch') : undefined,
  ]);
  const book = new StatusBook();
  for (const row of [...(statuses?.rows ?? []), ...(ranged?.rows ?? [])]) {
    const status = statusOfColumns(row);
    book.load(reportKey(status), status);
  }
  for (const { body } of kinds?.rows ?? []) book.loadKind(JSON.parse(body) as KindState);
  for (const { body } of sessions?.rows ?? []) book.loadSession(JSON.parse(body) as Session);
  for (const { claims, body } of clusters?.rows ?? []) {
    const state = JSON.parse(body) as ClusterState;
    book.loadCluster(state);
    book.loadCount(state.cluster, Number(claims));
  }
  book.loadEpoch(Number(latest?.rows[0]?.epoch ?? 0));
  if ([...needed.reporting].some((name) => book.cluster(name) === undefined)) {
    await read('latestEpoch');
    const counted = await read<{ clusters: string }>('clusterCount');
    book.loadClusterCount(Number(counted?.rows[0]?.clusters ?? 0));
  }
  return book;
}

function ends(ranges: ReadonlyMap<string, KeyRange>): [low: string[], high: string[]] {
  const all = [...ranges.values()];
  return [all.map(({ low }) => low), all.map(({ high }) => high)];
}
