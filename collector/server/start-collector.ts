import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Logger } from 'pino';
import type { Issue } from '../../core/issue';
import { configInvalid } from '../../core/config/resolve-config';
import type { Environment, ValuesOf } from '../../core/config/setting-row';
import { systemErrorCode, systemReason } from '../../core/errors/system-failure';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { addressFailure } from '../service/address-failure';
import { healthRoutes } from '../service/health-routes';
import { ownCluster } from '../service/in-cluster';
import { type HttpService, serveHttp } from '../service/http/http-service';
import { createMetrics, type ServiceMetrics } from '../service/metrics';
import { DAMPING } from '../store/damping';
import { STORE_RULES } from '../store/decide/store-rules';
import type { WorkerStart } from '../store/sqlite/open-sqlite-store';
import type { StatusStore } from '../store/status-store';
import { createAccess, type TokenJudge } from './access/access';
import { tokenFile } from './access/token-file';
import { tokenReview } from './access/token-review';
import { CLUSTER_TTL, type COLLECTOR_SETTINGS } from './collector-settings';
import { openStore } from './open-store';
import { collectorRoutes } from './routes/collector-routes';
import type { CollectorContext } from './routes/service-context';
import { watchStore } from './store-metrics';
import { messageRedactor } from './wire/message-redactor';

/** The settings of a collector, resolved. */
export type CollectorSettings = ValuesOf<typeof COLLECTOR_SETTINGS>;

/** A collector that listens. */
export interface Collector {
  readonly service: HttpService;
  readonly store: StatusStore;
  /** Whether requests need a token. */
  readonly hasTokens: boolean;
  readonly metrics: ServiceMetrics;
  /** What is published, and when a cluster is silent. */
  readonly rules: Pick<CollectorContext, 'silence' | 'damping'>;
}

/** What a collector is told beside its settings. */
export interface CollectorStart {
  readonly logger: Logger;
  readonly version: { readonly version: string; readonly commit: string };
  readonly thread?: WorkerStart;
  /** Says where the API server is, where {@link CollectorSettings.tokenReview} is set. */
  readonly env: Environment;
  /** What does not work beside the collector itself. */
  readonly trouble?: () => string | undefined;
}

/**
 * Opens the store and listens.
 *
 * @throws ToolkitError `config-invalid` where it would be open to everybody, `store-in-use`, `store-unreadable`, `address-in-use`
 */
export async function startCollector(settings: CollectorSettings, start: CollectorStart): Promise<Collector> {
  const { host, port, stableAfter, clusterTtl } = settings;
  const { logger, version, thread, env } = start;
  const issues = exposureIssues(settings);
  if (issues.length > 0) throw configInvalid(issues);
  const judges = judgesOf(settings, logger, env);
  const tls = tlsOf(settings);
  const rules = { ...STORE_RULES, damping: { ...DAMPING, stableAfter } };
  const store = await openStore(settings, rules, thread);
  try {
    const metrics = createMetrics();
    watchStore(metrics.registry, store);
    const context = {
      store,
      access: createAccess(judges),
      redact: messageRedactor(),
      now: Date.now,
      silence: { session: clusterTtl ?? CLUSTER_TTL, legacy: clusterTtl },
      damping: rules.damping,
      version,
    };
    const routes = [
      ...collectorRoutes(context),
      ...healthRoutes(metrics, () => store.check(), start.trouble),
    ];
    const service = await serveHttp({ routes, logger, metrics, tls }, { host, port });
    const { silence, damping } = context;
    return { service, store, hasTokens: judges.length > 0, metrics, rules: { silence, damping } };
  } catch (error) {
    await store.close();
    throw addressFailure(error, host, port);
  }
}

function judgesOf(
  { tokens, tokenReview: cluster, tokenReviewAccounts: accounts, serviceAccountDir }: CollectorSettings,
  logger: Logger,
  env: Environment,
): readonly TokenJudge[] {
  const judges: TokenJudge[] = [];
  if (tokens !== undefined) {
    const onProblem = (error: unknown): void => {
      logger.error(
        { err: error },
        'the file of tokens is not valid any more, the earlier tokens stay in use',
      );
    };
    judges.push(tokenFile(tokens, Date.now, onProblem));
  }
  if (cluster !== undefined) {
    const api = ownCluster(env, serviceAccountDir);
    judges.push(tokenReview({ api, cluster, accounts, now: Date.now }));
  }
  return judges;
}

/** Without tokens everybody who reaches the collector can say anything about any cluster. */
function exposureIssues(settings: CollectorSettings): Issue[] {
  const { host, tokens, tokenReview: reviewed, insecure, tlsCertFile, tlsKeyFile } = settings;
  const issues: Issue[] = [];
  if (!LOOPBACK.test(host) && tokens === undefined && reviewed === undefined && !insecure) {
    issues.push({
      code: 'config-value-invalid',
      message: `COLLECTOR_HOST '${host}' is not a loopback address, and there are no tokens`,
      field: 'COLLECTOR_HOST',
      value: host,
      hint: 'name a file of tokens in COLLECTOR_TOKENS, or set COLLECTOR_INSECURE=1 where only informers can reach it',
    });
  }
  if ((tlsCertFile === undefined) !== (tlsKeyFile === undefined)) {
    issues.push({
      code: 'config-value-invalid',
      message: 'COLLECTOR_TLS_CERT_FILE and COLLECTOR_TLS_KEY_FILE belong together, one is missing',
      field: tlsCertFile === undefined ? 'COLLECTOR_TLS_CERT_FILE' : 'COLLECTOR_TLS_KEY_FILE',
    });
  }
  return issues;
}

const LOOPBACK = /^(?:localhost|::1|\[::1\]|127(?:\.\d{1,3}){3})$/;

function tlsOf({ tlsCertFile, tlsKeyFile }: CollectorSettings): { cert: Buffer; key: Buffer } | undefined {
  if (tlsCertFile === undefined || tlsKeyFile === undefined) return undefined;
  const files = {
    cert: readPem('COLLECTOR_TLS_CERT_FILE', tlsCertFile),
    key: readPem('COLLECTOR_TLS_KEY_FILE', tlsKeyFile),
  };
  try {
    createSecureContext(files);
  } catch (error) {
    const words = error instanceof Error ? error.message.replace(/^error:[\dA-F]*:/, '') : String(error);
    const message = `COLLECTOR_TLS_CERT_FILE and COLLECTOR_TLS_KEY_FILE are no certificate and its key, PEM: ${words}`;
    throw new ToolkitError('config-invalid', message, { cause: error });
  }
  return files;
}

function readPem(variable: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const reason = systemReason(systemErrorCode(error) ?? 'EIO');
    throw new ToolkitError('config-invalid', `${variable}: ${file} cannot be read: ${reason}`, {
      cause: error,
    });
  }
}
