import { Counter, Gauge, type Registry } from 'prom-client';
import type { SyncOutcome, SyncState } from './sync-state';

/** Counts looks at the source; what is known of the registry is asked for when somebody scrapes. */
export function watchSync(
  registry: Registry,
  state: () => SyncState | undefined,
): (outcome: SyncOutcome) => void {
  const gauge = (name: string, help: string, value: (state: SyncState) => number): void => {
    new Gauge({
      name: `claims_registry_${name}`,
      help,
      registers: [registry],
      collect() {
        const current = state();
        if (current !== undefined) this.set(value(current));
      },
    });
  };
  gauge('claims', 'Claims of the registry.', ({ queries }) => queries.snapshot.items.length);
  gauge('synced_timestamp_seconds', 'When the source was last read.', ({ syncedAt }) => syncedAt / 1000);
  gauge('changed_timestamp_seconds', 'When the registry last changed.', ({ changedAt }) => changedAt / 1000);
  gauge('stale', '1 while the last good registry is served because the source cannot be read.', (current) =>
    current.failure === undefined ? 0 : 1,
  );
  const looks = new Counter({
    name: 'claims_registry_syncs_total',
    help: 'Reads of the source after the first, by outcome.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  return (outcome) => {
    looks.inc({ outcome });
  };
}
