import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { SQLITE_MIGRATIONS } from './migrations';

/** Name of the database in its folder. */
const DATABASE_FILE = 'status.db';

/**
 * Opens the database of a folder, makes both where they are missing, and brings the schema up to date. Every commit is synced (`synchronous=FULL`), and nobody else may open it:
 * SQLite is for one replica.
 *
 * @param folder - ours alone; made for its owner only
 * @param pageLimit - most pages of 4 KiB; undefined: as many as the disk holds
 * @throws ToolkitError `store-in-use`, `store-unreadable`, `store-full`
 */
export function openDatabase(folder: string, pageLimit?: number): DatabaseSync {
  const path = join(folder, DATABASE_FILE);
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    database = new DatabaseSync(path);
    // Of a lock that an exclusive connection holds nothing is to be waited for.
    database.exec('PRAGMA busy_timeout = 1000; PRAGMA locking_mode = EXCLUSIVE;');
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    if (pageLimit !== undefined) database.exec(`PRAGMA max_page_count = ${Math.floor(pageLimit)};`);
    migrate(database);
    return database;
  } catch (error) {
    database?.close();
    throw openFailure(path, error);
  }
}

function migrate(database: DatabaseSync): void {
  const row = database.prepare('PRAGMA user_version').get();
  const version = Number(row?.['user_version'] ?? 0);
  const newest = SQLITE_MIGRATIONS.length;
  if (version > newest) throw new Error(`its schema is version ${version}, this version knows ${newest}`);
  database.exec('BEGIN EXCLUSIVE');
  for (const step of SQLITE_MIGRATIONS.slice(version)) database.exec(step);
  database.exec(`PRAGMA user_version = ${newest}; COMMIT`);
}

function openFailure(path: string, error: unknown): ToolkitError {
  const words = error instanceof Error ? error.message : String(error);
  const code = sqliteCode(error);
  if (code === SQLITE_BUSY || code === SQLITE_LOCKED) {
    return new ToolkitError('store-in-use', `${path} is used by another process`, { cause: error });
  }
  return code === SQLITE_FULL
    ? new ToolkitError('store-full', `the store is full: ${words}`, { cause: error })
    : new ToolkitError('store-unreadable', `${path} cannot be opened: ${words}`, { cause: error });
}

// Primary result codes: https://sqlite.org/rescode.html
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_FULL = 13;

/** Primary result code of an error of SQLite. */
function sqliteCode(error: unknown): number | undefined {
  const { errcode } = Object(error) as { errcode?: unknown };
  return typeof errcode === 'number' ? errcode & 0xff : undefined;
}

/** Whether SQLite had no room left. */
export function isFull(error: unknown): boolean {
  return sqliteCode(error) === SQLITE_FULL;
}
