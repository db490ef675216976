import { timestamp } from '../../../core/time/timestamp';
import type { SyncState } from '../sync/sync-state';

/** How fresh the registry is, in every answer with claims: `X-Registry-Stale` stands only where the last look failed. */
export function freshnessHeaders({ syncedAt, failure }: SyncState): Readonly<Record<string, string>> {
  const synced = { 'X-Registry-Synced-At': timestamp(new Date(syncedAt)) };
  return failure === undefined ? synced : { ...synced, 'X-Registry-Stale': failure.code };
}

/** The same for people and probes; undefined where the last look succeeded. */
export function staleness({ syncedAt, failure }: SyncState): object | undefined {
  if (failure === undefined) return undefined;
  return {
    stale: true,
    syncedAt: timestamp(new Date(syncedAt)),
    staleSince: timestamp(new Date(failure.since)),
    reason: failure.message,
  };
}
