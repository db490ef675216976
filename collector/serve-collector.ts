import { escapeInvisible } from '../core/json/canonical-json';
import type { Environment } from '../core/config/setting-row';
import { createLogger, stderrStream } from './service/logger';
import { runUntilSignal, type SignalSource } from './service/lifecycle';
import { readEnvironment, type ServiceFlags } from './service/read-environment';
import { COLLECTOR_SETTINGS } from './server/collector-settings';
import { placeOf } from './server/open-store';
import { startCollector } from './server/start-collector';
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

/**
 * Runs a collector until a signal ends it.
 *
 * @returns the exit code
 * @throws ToolkitError `config-invalid` and what the store and the address may refuse
 */
export async function serveCollector(options: ServeOptions): Promise<number> {
  const settings = readEnvironment(COLLECTOR_SETTINGS, options.env, options.flags);
  const lines = stderrStream();
  const logger = createLogger(settings.logLevel, {
    write: (line: string) => {
      lines.write(escapeInvisible(line));
    },
  });
  const { version, thread, signals } = options;
  const { service, store, hasTokens } = await startCollector(settings, {
    logger,
    version,
    thread,
    env: options.env,
  });
  const scheme = settings.tlsCertFile === undefined ? 'http' : 'https';
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const url = `${scheme}://${host}:${service.address.port}`;
  const place = placeOf(settings);
  logger.info({ url, place, version: version.version }, 'collector listens');
  logger.warn('statuses are kept and served; this version writes nothing to a registry');
  options.onReady({ url, place, hasTokens });
  const code = await runUntilSignal(
    signals,
    logger,
    [
      { name: 'HTTP', close: () => service.close(SHUTDOWN_BUDGET - 1_000) },
      { name: 'store', close: () => store.close() },
    ],
    SHUTDOWN_BUDGET,
  );
  lines.flushSync();
  return code;
}
