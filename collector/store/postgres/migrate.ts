import type { ClientBase } from 'pg';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { MIGRATION_LOCK } from './locks';
import { POSTGRES_MIGRATIONS } from './migrations';

/** Longer than a collector that migrates takes for a large database. */
const PATIENCE = 'SET LOCAL lock_timeout = 55000';

/**
 * Brings the schema up to date, in one transaction. Collectors that start at once wait for each other.
 *
 * @throws ToolkitError `store-unreadable`, where it is of a newer version or the database cannot hold every character
 */
export async function migrate(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>('SHOW server_encoding');
  const encoding = rows[0]?.server_encoding;
  if (encoding !== 'UTF8') throw unreadable(`its encoding is ${encoding ?? 'unknown'}, it has to be UTF8`);
  await client.query(`BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; ${PATIENCE}`);
  await client.query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
  const version = await versionOf(client);
  const newest = POSTGRES_MIGRATIONS.length;
  if (version > newest) throw unreadable(`its schema is version ${version}, this version knows ${newest}`);
  if (version < newest) {
    for (const step of POSTGRES_MIGRATIONS.slice(version)) await client.query(step);
    await client.query('UPDATE collector_schema SET version = $1', [newest]);
  }
  await client.query('COMMIT');
}

/** Makes the table only where it is missing: who may not make tables can use those that are there. */
async function versionOf(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ found: string | null }>(
    "SELECT to_regclass('collector_schema')::text AS found",
  );
  if (rows[0]?.found === null) {
    await client.query(
      'CREATE TABLE collector_schema (version integer NOT NULL); INSERT INTO collector_schema VALUES (0)',
    );
  }
  const { rows: versions } = await client.query<{ version: number }>('SELECT version FROM collector_schema');
  return versions[0]?.version ?? 0;
}

function unreadable(why: string): ToolkitError {
  return new ToolkitError('store-unreadable', `the database cannot be used: ${why}`);
}
