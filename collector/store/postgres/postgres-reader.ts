import type { QueryResult, QueryResultRow } from 'pg';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { ClusterState, KindState, StatusSnapshot, StoreFigures } from '../status-store';
import type { Transition } from '../stored-status';
import { visibleStatuses } from '../decide/snapshot-of';
import type { PostgresPool } from './postgres-pool';
import { keysBelow, rowKey } from './row-key';
import { STATUS_COLUMNS, type StatusColumns, statusOfColumns } from './status-columns';

/** What reads see is one state, whatever is written meanwhile. */
const BEGIN = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  SET LOCAL statement_timeout = 30000;
  SET LOCAL idle_in_transaction_session_timeout = 15000;`;

/** A query with its values. */
type Read = readonly [text: string, ...values: readonly string[]];

/** Answers what only reads, on connections of its own. */
export class PostgresReader {
  constructor(private readonly pool: PostgresPool) {}

  async snapshot(cluster?: string): Promise<StatusSnapshot> {
    const { low, high } = cluster === undefined ? keysBelow() : keysBelow(cluster);
    const [statuses, kinds, clusters] = await this.read([
      [`SELECT ${STATUS_COLUMNS} FROM collector_statuses s WHERE s.key >= $1 AND s.key < $2`, low, high],
      ['SELECT body FROM collector_kinds WHERE key >= $1 AND key < $2', low, high],
      ['SELECT body FROM collector_clusters ORDER BY name'],
    ]);
    return {
      ...visibleStatuses((rowsOf(statuses) as StatusColumns[]).map(statusOfColumns)),
      kinds: bodiesOf<KindState>(kinds),
      clusters: bodiesOf<ClusterState>(clusters).filter(
        (state) => cluster === undefined || state.cluster === cluster,
      ),
    };
  }

  async history(key: string): Promise<readonly Transition[]> {
    const [transitions] = await this.read([
      ['SELECT body FROM collector_transitions WHERE key = $1 ORDER BY id', rowKey(key)],
    ]);
    return bodiesOf<Transition>(transitions);
  }

  async counts(): Promise<Pick<StoreFigures, 'claims' | 'clusters'>> {
    const [claims, clusters] = await this.read([
      ['SELECT count(*) AS count FROM collector_statuses WHERE deleted_at IS NULL'],
      ['SELECT count(*) AS count FROM collector_clusters'],
    ]);
    return { claims: countOf(claims), clusters: countOf(clusters) };
  }

  /** Whether the database answers, and takes writes. */
  async check(): Promise<void> {
    const [answer] = await this.read([['SELECT pg_is_in_recovery() AS standby']]);
    if (rowsOf(answer)[0]?.['standby'] !== true) return;
    throw new ToolkitError('store-unavailable', 'the store does not answer: the database is a standby');
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private async read(reads: readonly Read[]): Promise<readonly QueryResult[]> {
    try {
      return await this.pool.use(async (client) => {
        const [, results] = await Promise.all([
          client.query(BEGIN),
          Promise.all(reads.map(([text, ...values]) => client.query(text, values))),
          client.query('ROLLBACK'),
        ]);
        return results;
      });
    } catch (error) {
      throw this.pool.failures.of(error);
    }
  }
}

function rowsOf(result: QueryResult | undefined): readonly QueryResultRow[] {
  return (result?.rows ?? []) as QueryResultRow[];
}

function bodiesOf<T>(result: QueryResult | undefined): T[] {
  return rowsOf(result).map(({ body }) => JSON.parse(String(body)) as T);
}

function countOf(result: QueryResult | undefined): number {
  return Number(rowsOf(result)[0]?.['count'] ?? 0);
}
