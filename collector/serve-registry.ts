import type { Environment } from '../core/config/setting-row';
import { REGISTRY_SETTINGS } from './registry-api/registry-settings';
import { startRegistry } from './registry-api/start-registry';
import { runUntilSignal, type SignalSource } from './service/lifecycle';
import { readEnvironment, type ServiceFlags } from './service/read-environment';
import { serviceLog } from './service/service-log';

/** What a registry API runs in. */
export interface ServeOptions {
  readonly env: Environment;
  readonly flags?: ServiceFlags;
  /** Where relative paths start. */
  readonly folder: string;
  /** Where objects of remote repositories are kept between looks. */
  readonly cacheFolder?: string;
  readonly signals: SignalSource;
  readonly version: { readonly version: string; readonly commit: string };
  /** Told once it listens. */
  readonly onReady: (ready: {
    readonly url: string;
    readonly source: string;
    readonly claims: number;
  }) => void;
}

/** Time to end everything after a signal, in milliseconds: as the original. */
const SHUTDOWN_BUDGET = 10_000;

/**
 * Runs a registry API until a signal ends it.
 *
 * @returns the exit code
 * @throws ToolkitError `config-invalid`, and what the source and the address may refuse
 */
export async function serveRegistry(options: ServeOptions): Promise<number> {
  const settings = readEnvironment(REGISTRY_SETTINGS, options.env, options.flags);
  const { logger, flush } = serviceLog(settings.logLevel);
  const { env, folder, cacheFolder, signals } = options;
  const version = { ...options.version, buildDate: 'unknown' };
  const { service, sync, source } = await startRegistry(settings, {
    logger,
    version,
    env,
    folder,
    cacheFolder,
  });
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const url = `http://${host}:${service.address.port}`;
  const claims = sync.state?.queries.snapshot.items.length ?? 0;
  logger.info({ url, source, claims, version: version.version }, 'registry API listens');
  options.onReady({ url, source, claims });
  const code = await runUntilSignal(
    signals,
    logger,
    [
      { name: 'sync', close: () => sync.close() },
      { name: 'HTTP', close: () => service.close(SHUTDOWN_BUDGET - 1_000) },
    ],
    SHUTDOWN_BUDGET,
  );
  flush();
  return code;
}
