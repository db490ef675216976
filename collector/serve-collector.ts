import type { Environment } from '../core/config/setting-row';
import { runUntilSignal, type SignalSource } from './service/lifecycle';
import { readEnvironment, type ServiceFlags } from './service/read-environment';
import { serviceLog } from './service/service-log';
import { COLLECTOR_SETTINGS } from './server/collector-settings';
import { placeOf } from './server/open-store';
import { startCollector } from './server/start-collector';
import { ALERT_SETTINGS, alertPlace } from './reconciler/alerts/alert-settings';
import { startAlerts } from './reconciler/alerts/start-alerts';
import { RECONCILER_SETTINGS } from './reconciler/reconciler-settings';
import { registryPlace } from './reconciler/run/registry-place';
import { type RunningReconciler, startReconciler } from './reconciler/start-reconciler';
import type { WorkerStart } from './store/sqlite/open-sqlite-store';

/** What a collector runs in. */
export interface ServeOptions {
  readonly env: Environment;
  readonly flags?: ServiceFlags;
  readonly signals: SignalSource;
  readonly version: { readonly version: string; readonly commit: string };
  /** Told once it listens. */
  readonly onReady: (ready: {
    readonly url: string;
    /** Folder, or kind of database. */
    readonly place: string;
    readonly hasTokens: boolean;
  }) => void;
  readonly thread?: WorkerStart;
}

/** Time to end everything after a signal, in milliseconds: as the original. */
const SHUTDOWN_BUDGET = 5_000;

/** Part of it in which a run that is under way may end by itself. */
const RECONCILER_GRACE = 2_500;

/** All settings of the process. */
const SETTINGS = { ...COLLECTOR_SETTINGS, ...RECONCILER_SETTINGS, ...ALERT_SETTINGS };

/**
 * Runs a collector until a signal ends it.
 *
 * @returns the exit code
 * @throws ToolkitError `config-invalid` and what the store and the address may refuse
 */
export async function serveCollector(options: ServeOptions): Promise<number> {
  const settings = readEnvironment(SETTINGS, options.env, options.flags);
  const { logger, flush } = serviceLog(settings.logLevel);
  const { version, thread, signals } = options;
  const { env } = options;
  const registry = registryPlace(settings, env);
  const alertTo = alertPlace(settings);
  let loop: RunningReconciler | undefined;
  const { service, store, hasTokens, metrics, rules } = await startCollector(settings, {
    logger,
    version,
    thread,
    env,
    trouble: () => loop?.trouble,
  });
  const scheme = settings.tlsCertFile === undefined ? 'http' : 'https';
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const url = `${scheme}://${host}:${service.address.port}`;
  const place = placeOf(settings);
  logger.info({ url, place, version: version.version }, 'collector listens');
  if (registry === undefined) logger.info('no registry is configured: statuses are not written to Git');
  else {
    const { interval } = settings;
    const start = { interval, env, store, rules, logger, version: version.version };
    loop = startReconciler(registry, { ...start, metrics: metrics.registry });
  }
  const alerts = alertTo && startAlerts(alertTo, { store, rules, logger, metrics: metrics.registry });
  options.onReady({ url, place, hasTokens });
  const code = await runUntilSignal(
    signals,
    logger,
    [
      { name: 'HTTP', close: () => service.close(SHUTDOWN_BUDGET - 1_000) },
      { name: 'reconciler', close: async () => loop?.close(RECONCILER_GRACE) },
      { name: 'alerts', close: async () => alerts?.close() },
      { name: 'store', close: () => store.close() },
    ],
    SHUTDOWN_BUDGET,
  );
  flush();
  return code;
}
