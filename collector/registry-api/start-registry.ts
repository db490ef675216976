import type { Logger } from 'pino';
import { pause } from '../../core/async/pause';
import type { ValuesOf } from '../../core/config/setting-row';
import { holdSecretsForEver } from '../../core/secrets/secrets-in-use';
import { healthRoutes } from '../service/health-routes';
import { addressFailure } from '../service/address-failure';
import { HTTP_LIMITS } from '../service/http/http-limits';
import { type HttpService, serveHttp } from '../service/http/http-service';
import { createMetrics } from '../service/metrics';
import type { REGISTRY_SETTINGS } from './registry-settings';
import { MUX_MANNERS } from './routes/mux-manners';
import type { RegistryContext } from './routes/registry-context';
import { staleness } from './routes/freshness';
import { registryRoutes } from './routes/registry-routes';
import { openSource, type SourceContext } from './source/open-source';
import { RegistrySync, type SyncTiming } from './sync/registry-sync';
import { watchSync } from './sync/sync-metrics';

/** The settings of a registry API, resolved. */
export type RegistrySettings = ValuesOf<typeof REGISTRY_SETTINGS>;

/** A registry API that listens. */
export interface RegistryApi {
  readonly service: HttpService;
  readonly sync: RegistrySync;
  /** Where the registry comes from, without credentials. */
  readonly source: string;
}

/** What a registry API is told beside its settings. */
export interface RegistryStart extends SourceContext {
  readonly logger: Logger;
  readonly version: RegistryContext['version'];
  /** Default: the clock and the timers of the process. */
  readonly timing?: SyncTiming;
}

const TIMING: SyncTiming = {
  now: Date.now,
  random: Math.random,
  wait: (milliseconds, signal) => pause(milliseconds, signal).catch(() => undefined),
};

/** The whole request within this time, as the original, in milliseconds. */
const REQUEST_WITHIN = 15_000;

/**
 * Reads the registry, then listens, then reads it again and again.
 *
 * @throws ToolkitError `config-invalid`, `address-in-use`, and what {@link RegistrySync.first} throws: nothing is served before the first registry
 */
export async function startRegistry(settings: RegistrySettings, start: RegistryStart): Promise<RegistryApi> {
  const { interval, branch, host, port, webhookSecret } = settings;
  const { logger, version, timing = TIMING } = start;
  holdSecretsForEver(webhookSecret);
  const source = await openSource(settings, start);
  const metrics = createMetrics();
  const count = watchSync(metrics.registry, () => sync.state);
  const sync = new RegistrySync({
    source,
    interval,
    logger,
    ...timing,
    onOutcome: count,
  });
  await sync.first();
  const context: RegistryContext = {
    state: () => sync.state,
    source: source.display,
    branch,
    ask: () => {
      sync.ask();
    },
    now: timing.now,
    webhookSecret,
    version,
  };
  const check = (): Promise<object | undefined> =>
    Promise.resolve(sync.state === undefined ? undefined : staleness(sync.state));
  const routes = [...registryRoutes(context), ...healthRoutes(metrics, check)];
  const limits = { ...HTTP_LIMITS, request: REQUEST_WITHIN };
  try {
    const service = await serveHttp(
      { routes, logger, metrics, limits, manners: MUX_MANNERS },
      { host, port },
    );
    sync.start();
    return { service, sync, source: source.display };
  } catch (error) {
    throw addressFailure(error, host, port);
  }
}
