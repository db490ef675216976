import { Counter, Gauge, type Registry } from 'prom-client';
import type { ClaimSender, SenderState } from './claim-sender';
import type { SenderFigures } from './sender-figures';

const COUNTERS: Readonly<Record<Exclude<keyof SenderFigures, 'lastSuccess'>, readonly [string, string]>> = {
  reports: ['claims_sender_reports_total', 'Reports that the collector accepted.'],
  batches: ['claims_sender_batches_total', 'Requests that carried reports.'],
  failures: ['claims_sender_failures_total', 'Requests that failed.'],
  rejected: ['claims_sender_rejected_total', 'Reports that the collector refused for good.'],
  sessions: ['claims_sender_sessions_total', 'Sessions that were opened.'],
  digests: ['claims_sender_digests_total', 'Digests that were compared.'],
  differingBuckets: ['claims_sender_differing_buckets_total', 'Buckets in which digests differed.'],
  spoolDropped: ['claims_sender_spool_dropped_total', 'Claims that the spool had no room for.'],
};

const STATES: readonly SenderState[] = ['asking', 'session', 'original', 'standby', 'outage'];

/** Puts the figures of a sender into a registry. */
export function watchSender(registry: Registry, sender: ClaimSender): void {
  for (const [key, [name, help]] of Object.entries(COUNTERS)) {
    const counter = new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        counter.reset();
        counter.inc(sender.figures[key as keyof typeof COUNTERS]);
      },
    });
  }
  gauge(registry, 'claims_sender_pending', 'Claims that wait to be reported.', () => sender.pending);
  gauge(registry, 'claims_sender_known', 'Known claims.', () => sender.known);
  gauge(
    registry,
    'claims_sender_last_success_seconds',
    'When the collector last accepted a report, in seconds since 1970.',
    () => (sender.figures.lastSuccess ?? 0) / 1_000,
  );
  const states = new Gauge({
    name: 'claims_sender_state',
    help: '1 for the current state of the sender.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const state of STATES) states.set({ state }, sender.state === state ? 1 : 0);
    },
  });
}

function gauge(registry: Registry, name: string, help: string, value: () => number): void {
  const gauge = new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      gauge.set(value());
    },
  });
}
