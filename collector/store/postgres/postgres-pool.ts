import { type ClientBase, Pool } from 'pg';
import type { PostgresFailures } from './postgres-failures';

/** Times in milliseconds. A statement that takes longer is ended by the server; what a server that vanished does not answer, by us. */
const CONNECT_WITHIN = 5_000;
const ANSWER_WITHIN = 60_000;
const IDLE_FOR = 60_000;

/** Connections to a database. One that saw an error is never used again: the next one is new, so a server may restart or move. */
export class PostgresPool {
  private readonly pool: Pool;
  private ended: Promise<void> | undefined;

  constructor(
    connectionString: string,
    connections: number,
    readonly failures: PostgresFailures,
  ) {
    this.pool = new Pool({
      connectionString,
      max: connections,
      application_name: 'claims-collector',
      connectionTimeoutMillis: CONNECT_WITHIN,
      query_timeout: ANSWER_WITHIN,
      idleTimeoutMillis: IDLE_FOR,
      keepAlive: true,
      // What is asked at once is sent at once.
      pipeline: true,
    });
    // A connection that breaks says so to who waits for an answer; where nobody does, nothing is lost.
    this.pool.on('error', ignore);
    this.pool.on('connect', (client) => client.on('error', ignore));
  }

  /** Does something with a connection. */
  async use<T>(what: (client: ClientBase) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      const result = await what(client);
      client.release();
      return result;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  /** Ends the connections once nobody uses them. */
  close(): Promise<void> {
    this.ended ??= this.pool.end();
    return this.ended;
  }
}

function ignore(): void {
  // Nothing to do: see above.
}
