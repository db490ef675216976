import { randomBytes } from 'node:crypto';
import type { ClientBase } from 'pg';
import { decideWrite } from '../decide/decide-write';
import type { StoreRules } from '../decide/store-rules';
import type { GroupAnswer } from '../group-queue';
import type { StoreBackend } from '../queued-store';
import { isWrite, type StoreAnswer, type StoreCall, type WriteCall } from '../store-call';
import { loadNeeded } from './load-needed';
import { clusterLocks } from './locks';
import { neededRows } from './needed-rows';
import { isOfValues } from './postgres-failures';
import type { PostgresPool } from './postgres-pool';
import { writeChanges } from './write-changes';

/** Most reports of a transaction, unless one call has more: what waits for the disk of a database should not be too much to send. */
const MOST_REPORTS = 20_000;

/** Key of what is written to see whether there is room: no claim has it. */
const PROBE = 'probe';
const PROBE_SIZE = 32 * 1024;

/**
 * How every transaction begins. Its commits are on disk whatever the server is set to, nobody waits for it for long where its collector stops, and the server looks rows up
 * by their index also while it thinks that a table is small.
 */
const BEGIN = `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
  SET LOCAL synchronous_commit = on;
  SET LOCAL statement_timeout = 30000;
  SET LOCAL lock_timeout = 10000;
  SET LOCAL idle_in_transaction_session_timeout = 15000;
  SET LOCAL enable_seqscan = off;
  SET LOCAL plan_cache_mode = force_generic_plan;`;

/** Carries out writes: each group in one transaction, which nobody else's about the same clusters comes between. */
export class PostgresWriter implements StoreBackend {
  readonly groups = 1;
  commits = 0;
  reports = 0;
  private failure: unknown;

  constructor(
    private readonly pool: PostgresPool,
    private readonly rules: StoreRules,
  ) {}

  async run(calls: readonly StoreCall[]): Promise<readonly GroupAnswer<StoreAnswer>[]> {
    const answers: GroupAnswer<StoreAnswer>[] = [];
    for (const part of partsOf(calls.filter(isWrite))) answers.push(...(await this.answers(part)));
    return answers;
  }

  /** After a failure nobody writes until somebody tries: writes something, and takes it back, to see whether it would be kept. */
  async check(): Promise<void> {
    if (this.failure === undefined) return;
    try {
      await this.pool.use(async (client) => {
        const body = randomBytes(PROBE_SIZE).toString('hex');
        await client.query('INSERT INTO collector_transitions (key, body) VALUES ($1, $2)', [PROBE, body]);
        await client.query('DELETE FROM collector_transitions WHERE key = $1', [PROBE]);
      });
      this.failure = undefined;
    } catch (error) {
      throw this.pool.failures.of(error);
    }
  }

  /** Does something beside the groups, on the connection that writes. */
  async use<T>(what: (client: ClientBase) => Promise<T>): Promise<T> {
    try {
      return await this.pool.use(what);
    } catch (error) {
      throw this.pool.failures.of(error);
    }
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private async answers(calls: readonly WriteCall[]): Promise<readonly GroupAnswer<StoreAnswer>[]> {
    try {
      const answers = await this.pool.use((client) => this.transaction(client, calls));
      for (const call of calls) if (call.does === 'report') this.reports += call.batch.reports.length;
      return answers.map((value) => ({ value }));
    } catch (error) {
      // One call that the database does not take is not to keep the others out.
      if (calls.length > 1 && isOfValues(error)) return this.oneByOne(calls);
      const failure = this.pool.failures.of(error);
      this.failure = failure;
      return calls.map(() => ({ error: failure }));
    }
  }

  private async oneByOne(calls: readonly WriteCall[]): Promise<readonly GroupAnswer<StoreAnswer>[]> {
    const answers: GroupAnswer<StoreAnswer>[] = [];
    for (const call of calls) answers.push(...(await this.answers([call])));
    return answers;
  }

  private async transaction(
    client: ClientBase,
    calls: readonly WriteCall[],
  ): Promise<readonly StoreAnswer[]> {
    const needed = neededRows(calls);
    const locks = clusterLocks(needed.clusters).join(',');
    const [, book] = await Promise.all([
      client.query(
        `${BEGIN} SELECT pg_advisory_xact_lock(number) FROM unnest('{${locks}}'::bigint[]) AS number`,
      ),
      loadNeeded(client, needed),
    ]);
    const now = Date.now();
    const answers = calls.map((call) => decideWrite(book, call, now, this.rules));
    if (await writeChanges(client, book, needed)) {
      await commit(client);
      this.commits += 1;
      this.failure = undefined;
    } else {
      await client.query('ROLLBACK');
    }
    return answers;
  }
}

/** Only after everything was written: a transaction that failed is rolled back by the server, which it does not call an error. */
async function commit(client: ClientBase): Promise<void> {
  const { command } = await client.query('COMMIT');
  if (command !== 'COMMIT') throw new Error(`the database answered ${command} to COMMIT`);
}

function partsOf(calls: readonly WriteCall[]): readonly (readonly WriteCall[])[] {
  const parts: WriteCall[][] = [];
  let room = 0;
  for (const call of calls) {
    const size = call.does === 'report' ? call.batch.reports.length : 1;
    if (size > room || parts.length === 0) {
      parts.push([]);
      room = MOST_REPORTS;
    }
    parts.at(-1)?.push(call);
    room -= size;
  }
  return parts;
}
