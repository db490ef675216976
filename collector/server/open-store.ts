import type { ValuesOf } from '../../core/config/setting-row';
import type { StoreRules } from '../store/decide/store-rules';
import { openPostgresStore } from '../store/postgres/open-postgres-store';
import { openSqliteStore, type WorkerStart } from '../store/sqlite/open-sqlite-store';
import type { StatusStore } from '../store/status-store';
import type { COLLECTOR_SETTINGS } from './collector-settings';

/** What says where statuses are kept. */
export type StorePlace = Pick<ValuesOf<typeof COLLECTOR_SETTINGS>, 'stateDir' | 'databaseUrl'>;

/**
 * Opens the store that the settings name: a database, else a folder.
 *
 * @throws ToolkitError `store-in-use`, `store-unreadable`, `store-full`, `store-unavailable`
 */
export function openStore(
  { stateDir, databaseUrl }: StorePlace,
  rules: StoreRules,
  thread?: WorkerStart,
): Promise<StatusStore> {
  if (databaseUrl === undefined) return openSqliteStore({ folder: stateDir, rules }, thread);
  return openPostgresStore({ url: databaseUrl, rules });
}

/** Where statuses are kept, in words that hold no password. */
export function placeOf({ stateDir, databaseUrl }: StorePlace): string {
  return databaseUrl === undefined ? stateDir : 'PostgreSQL';
}
