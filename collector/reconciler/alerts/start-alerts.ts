import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { Counter, Gauge, type Registry } from 'prom-client';
import { LeaderTerm } from '../../service/leader-term';
import type { StatusStore } from '../../store/status-store';
import { type ObserveRules, observedClaims } from '../observed/observe-store';
import { AlertLoop } from './alert-loop';
import { AlertReceiver } from './alert-receiver';
import type { AlertPlace } from './alert-settings';
import { Alerts } from './alerts';

/** How long a process tells changes without asking again, in milliseconds. */
const LEASE = 60_000;

/** What alerts are told beside their place. */
export interface AlertsStart {
  readonly store: StatusStore;
  readonly rules: ObserveRules;
  readonly logger: Logger;
  readonly metrics: Registry;
}

/** Begins to tell a receiver of changes. Of several collectors on one database one does. */
export function startAlerts(place: AlertPlace, { store, rules, logger, metrics }: AlertsStart): AlertLoop {
  const holder = `${hostname()} ${randomUUID()}`;
  const lead = new LeaderTerm({
    take: () => store.lead({ role: 'alerts', holder, lease: LEASE }),
    lease: LEASE,
    now: () => performance.now(),
    logger,
  });
  const abort = new AbortController();
  const now = (): number => Date.now();
  const alerts = new Alerts({
    receiver: new AlertReceiver(place, now),
    observe: async () => observedClaims(await store.read(), rules, now()),
    term: () => lead.current(),
    notes: store,
    now,
    random: Math.random,
    logger,
    signal: abort.signal,
    ...watch(metrics),
  });
  const loop = new AlertLoop({ alerts, logger, abort });
  loop.start();
  return loop;
}

function watch(registry: Registry) {
  const registers = [registry];
  const told = new Counter({
    name: 'claims_alerts_total',
    help: 'Changes of claims that were posted, by outcome.',
    labelNames: ['outcome'],
    registers,
  });
  const pending = new Gauge({
    name: 'claims_alerts_pending',
    help: 'Changes of claims that were not posted yet.',
    registers,
  });
  const looked = new Gauge({
    name: 'claims_alerts_last_look_timestamp_seconds',
    help: 'When the claims were last checked for changes.',
    registers,
  });
  return {
    onPost: (changes: number, outcome: string) => {
      told.inc({ outcome }, changes);
    },
    onPending: (changes: number) => {
      pending.set(changes);
      looked.setToCurrentTime();
    },
  };
}
