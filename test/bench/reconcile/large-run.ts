import { readFileSync } from 'node:fs';
import pino from 'pino';
import { RECONCILER_SETTINGS } from '../../../collector/reconciler/reconciler-settings';
import type { ObservedClaim } from '../../../collector/reconciler/observed/observed-claim';
import { Reconciler } from '../../../collector/reconciler/run/reconcile';
import { registryPlace } from '../../../collector/reconciler/run/registry-place';
import { readEnvironment } from '../../../collector/service/read-environment';

/** What a run took. */
export interface RunFigures {
  readonly action: string;
  readonly changes: number;
  readonly seconds: number;
  /** Of this process, without Git's. */
  readonly cpuSeconds: number;
  /** MB that this process had at most until then. */
  readonly peakRss: number;
}

const NOW = Date.UTC(2026, 10, 27, 10);

// usage: large-run <repository> <entries> <changes> <runs>; prints a JSON line for each run, and one for the process before them
const [target = '', entries = '', changes = '', runs = ''] = process.argv.slice(2);
const step = Math.floor(Number(entries) / Number(changes));
const claims = Array.from({ length: Number(changes) }, (_, index): ObservedClaim => {
  const name = `app-${index * step}`;
  return {
    cluster: 'prod',
    claimRef: `default/${name}`,
    identity: { apiVersion: 'acme.io/v1', kind: 'VolumeClaim', namespace: 'default', name },
    status: { statusMessage: '', ready: { status: 'False', reason: 'Refused', message: 'no quota' } },
    wasReady: true,
    receivedAt: NOW - 5_000,
    firstSeenAt: NOW - 86_400_000,
    isDeleting: false,
  };
});

async function main(): Promise<void> {
  const variables = { PATH: process.env['PATH'], REGISTRY_TARGET: target };
  const place = registryPlace(readEnvironment(RECONCILER_SETTINGS, variables), variables);
  if (place === undefined) throw new Error('no place');
  const reconciler = new Reconciler({
    place,
    observe: () => Promise.resolve({ claims, clusters: ['prod'] }),
    env: variables,
    clock: { now: () => new Date(NOW) },
    logger: pino({ level: 'silent' }),
    version: '1.0.0',
  });
  print({ action: 'start', changes: 0, seconds: 0, cpuSeconds: 0, peakRss: peak() });
  for (let run = 0; run < Number(runs); run++) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    const { action, plan } = await reconciler.run(1);
    const { user, system } = process.cpuUsage(before);
    const seconds = (performance.now() - start) / 1000;
    print({
      action,
      changes: plan.changes.length,
      seconds,
      cpuSeconds: (user + system) / 1e6,
      peakRss: peak(),
    });
  }
}

function print(figures: RunFigures): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

function peak(): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

void main();
