import type { Environment } from '../core/config/setting-row';
import { findCredentials } from './informer/connection/find-credentials';
import { INFORMER_SETTINGS } from './informer/informer-settings';
import { sendAndFollow } from './informer/send-and-follow';
import { startInformer } from './informer/start-informer';
import { runUntilSignal, type SignalSource } from './service/lifecycle';
import { readEnvironment, type ServiceFlags } from './service/read-environment';
import { serviceLog } from './service/service-log';
import { keepHeapSmall } from './service/small-heap';

/** What an informer runs in. */
export interface ServeOptions {
  readonly env: Environment;
  readonly flags?: ServiceFlags;
  readonly signals: SignalSource;
  readonly version: { readonly version: string; readonly commit: string };
  /** Told once it reads. */
  readonly onReady: (ready: { readonly cluster: string; readonly health: string | undefined }) => void;
}

/** Time to end everything after a signal, in milliseconds. */
const SHUTDOWN_BUDGET = 5_000;

/**
 * Runs an informer until a signal ends it.
 *
 * @returns the exit code
 * @throws ToolkitError `config-invalid`, `cluster-config-invalid`, `address-in-use`
 */
export async function serveInformer(options: ServeOptions): Promise<number> {
  const { env, flags, signals, version } = options;
  const settings = readEnvironment(INFORMER_SETTINGS, env, flags);
  const { logger, flush } = serviceLog(settings.logLevel);
  keepHeapSmall();
  const informer = await startInformer(settings, {
    credentials: () => findCredentials(env, Date.now, settings.serviceAccountDir),
    logger,
    version,
    sender: sendAndFollow,
  });
  const { cluster = '' } = settings;
  const health =
    informer.service === undefined ? undefined : `http://${settings.host}:${informer.service.address.port}`;
  logger.info({ cluster, health, version: version.version }, 'informer reads');
  options.onReady({ cluster, health });
  const code = await runUntilSignal(
    signals,
    logger,
    [{ name: 'informer', close: () => informer.close(SHUTDOWN_BUDGET - 1_500) }],
    SHUTDOWN_BUDGET,
  );
  flush();
  return code;
}
