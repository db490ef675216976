import { createHash, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Environment } from '../../core/config/setting-row';
import { LeaderTerm } from '../service/leader-term';
import type { StatusStore } from '../store/status-store';
import { startAnswers } from './answers/start-answers';
import { type ObserveRules, observedClaims } from './observed/observe-store';
import { type Observations, Reconciler, type ReconcileResult, statusBranch } from './run/reconcile';
import { watchRuns } from './run/reconcile-metrics';
import { ReconcileLoop } from './run/reconcile-loop';
import type { RegistryPlace } from './run/registry-place';
import { WRITE_BUDGET, WriteBudget } from './run/write-budget';

/** How long a process leads without asking again, in milliseconds: as long as another one waits when it dies. */
const LEASE = 60_000;

/** What a reconciler is told beside its settings. */
export interface ReconcilerStart {
  /** Milliseconds between two runs. */
  readonly interval: number;
  readonly env: Environment;
  readonly store: StatusStore;
  readonly rules: ObserveRules;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly version: string;
}

/** A reconciler that runs. */
export interface RunningReconciler {
  /** Why statuses do not reach the registry, where that lasts. */
  readonly trouble: string | undefined;
  /** Begins nothing further. @param grace - milliseconds in which what is under way may end by itself */
  close(grace: number): Promise<void>;
}

/** Begins to bring statuses into a registry, and to answer the requests that were merged. */
export function startReconciler(place: RegistryPlace, start: ReconcilerStart): RunningReconciler {
  const { interval, env, store, rules, logger, metrics, version } = start;
  const observe = async (): Promise<Observations> => {
    const snapshot = await store.read();
    return {
      claims: observedClaims(snapshot, rules, Date.now()),
      clusters: snapshot.clusters.map(({ cluster }) => cluster),
    };
  };
  // The original asks GitHub nothing before the first report; elsewhere what is wrong with a registry is told at once.
  let isReported = place.forge !== 'github';
  const hasReports = async (): Promise<boolean> => {
    isReported ||= (await observe()).clusters.length > 0;
    return isReported;
  };
  const clock = { now: () => new Date() };
  const reconciler = new Reconciler({ place, observe, env, clock, logger, version });
  const holder = `${hostname()} ${randomUUID()}`;
  // An address may have credentials in it, and roles stand in the database.
  const where = createHash('sha256').update(`${place.target}\n${place.base}`).digest('hex').slice(0, 16);
  const role = `reconcile ${place.file} of ${where}`;
  const now = (): number => performance.now();
  const take = (): Promise<number | undefined> => store.lead({ role, holder, lease: LEASE });
  const lead = new LeaderTerm({ take, lease: LEASE, now, logger });
  const loop = new ReconcileLoop({
    run: async (term, signal) => ((await hasReports()) ? reconciler.run(term, signal) : nothingKnown(place)),
    lead,
    renewEvery: LEASE / 4,
    budget: new WriteBudget(WRITE_BUDGET, now),
    interval,
    logger,
    onEnd: watchRuns(metrics),
  });
  loop.start();
  // Between runs the loop renews the lead.
  const term = async (): Promise<number | undefined> => lead.term ?? (await lead.current());
  const answers = startAnswers(place, { env, observe, hasReports, term, logger, version });
  return {
    get trouble() {
      return loop.trouble;
    },
    close: async (grace) => {
      await Promise.all([loop.close(grace), answers?.close(grace)]);
    },
  };
}

/** A run of a collector that no cluster ever reported to: as the original's, it asks nothing of the forge. */
function nothingKnown({ base, file }: RegistryPlace): ReconcileResult {
  const plan = { changes: [], matches: { found: new Map(), ambiguous: [], unmatched: [] } };
  return { action: 'none', url: null, branch: statusBranch(file), base, commit: null, writes: 0, plan };
}
