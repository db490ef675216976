import { Client } from 'pg';
import { QueuedStore } from '../queued-store';
import type { StoreRules } from '../decide/store-rules';
import type { LeadRequest, StatusSnapshot, StatusStore, StoreFigures } from '../status-store';
import type { Transition } from '../stored-status';
import { migrate } from './migrate';
import { keepNote, readNote } from './notes';
import { PostgresFailures } from './postgres-failures';
import { PostgresPool } from './postgres-pool';
import { PostgresReader } from './postgres-reader';
import { PostgresWriter } from './postgres-writer';
import { connectionUrl } from './postgres-url';
import { takeLead } from './take-lead';

/** What a store in PostgreSQL is opened with. */
export interface PostgresOptions {
  /** `postgresql://user:password@host:port/database?sslmode=…`; see {@link connectionUrl}. */
  readonly url: string;
  readonly rules: StoreRules;
}

/** Connections that read; one more writes, because two statements under way gain nothing and make the slow ones slower. */
const READERS = 2;

/**
 * Opens the store of a database, and brings its schema up to date. Several collectors may share the database.
 *
 * @throws ToolkitError `store-unreadable` where the URL or the database has to be changed, `store-unavailable`, `store-full`
 */
export async function openPostgresStore({ url, rules }: PostgresOptions): Promise<StatusStore> {
  const connectionString = connectionUrl(url);
  const failures = new PostgresFailures(passwordOf(connectionString));
  const writing = new PostgresPool(connectionString, 1, failures);
  try {
    await writing.use(migrate);
  } catch (error) {
    await writing.close();
    throw failures.opening(error);
  }
  const reader = new PostgresReader(new PostgresPool(connectionString, READERS, failures));
  return new PostgresStore(new PostgresWriter(writing, rules), reader);
}

/** The password that would be sent, from wherever the driver takes it. */
function passwordOf(connectionString: string): string {
  const { password } = new Client({ connectionString });
  return typeof password === 'string' ? password : '';
}

/** Writes go through the queue, so that many share a commit; a read goes its own way and holds no write up. */
class PostgresStore extends QueuedStore {
  constructor(
    private readonly writer: PostgresWriter,
    private readonly reader: PostgresReader,
  ) {
    super(writer);
  }

  override read(cluster?: string): Promise<StatusSnapshot> {
    return this.reader.snapshot(cluster);
  }

  override history(key: string): Promise<readonly Transition[]> {
    return this.reader.history(key);
  }

  override lead(request: LeadRequest): Promise<number | undefined> {
    return this.writer.use((client) => takeLead(client, request));
  }

  override note(name: string): Promise<string | undefined> {
    return this.writer.use((client) => readNote(client, name));
  }

  override keepNote(name: string, text: string): Promise<void> {
    return this.writer.use((client) => keepNote(client, name, text));
  }

  override async figures(): Promise<StoreFigures> {
    const { commits, reports } = this.writer;
    return { ...(await this.reader.counts()), commits, reports };
  }

  override async check(): Promise<void> {
    await this.reader.check();
    await this.writer.check();
  }

  override async close(): Promise<void> {
    await super.close();
    await this.reader.close();
  }
}
