import { Counter, Gauge, type Registry } from 'prom-client';
import type { ReconcileResult } from './reconcile';

/** Figures of runs as `claims_reconcile_*`; gets every end of a run, undefined for one that failed. */
export function watchRuns(registry: Registry): (result: ReconcileResult | undefined) => void {
  const registers = [registry];
  const gauge = (name: string, help: string): Gauge =>
    new Gauge({ name: `claims_reconcile_${name}`, help, registers });
  const runs = new Counter({
    name: 'claims_reconcile_runs_total',
    help: 'Runs that ended, by what they did to the change request.',
    labelNames: ['action'],
    registers,
  });
  const changes = gauge('changes', 'Entries of the registry whose status is to change.');
  const ambiguous = gauge('ambiguous', 'Entries that match more than one claim.');
  const unmatched = gauge('unmatched', 'Claims without an entry in the registry.');
  const success = gauge('last_success_timestamp_seconds', 'When the last run succeeded.');
  return (result) => {
    runs.inc({ action: result?.action ?? 'failed' });
    if (result === undefined) return;
    const { matches } = result.plan;
    changes.set(result.plan.changes.length);
    ambiguous.set(matches.ambiguous.length);
    unmatched.set(matches.unmatched.length);
    success.setToCurrentTime();
  };
}
