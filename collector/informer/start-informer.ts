import type { Logger } from 'pino';
import { configInvalid } from '../../core/config/resolve-config';
import { ApiClient } from './connection/api-client';
import type { Credentials } from './connection/credentials';
import type { ReadFailure } from './connection/read-failure';
import { healthRoutes } from '../service/health-routes';
import { jsonAnswer } from '../service/http/answers';
import { type HttpService, serveHttp } from '../service/http/http-service';
import { createMetrics } from '../service/metrics';
import { informerMetrics } from './informer-metrics';
import { sourceOf } from './kinds/source-of';
import { WatchedKinds } from './kinds/watched-kinds';
import { KeyedQueue } from './queue/keyed-queue';
import { type InformerSettings, requiredSettings } from './required-settings';
import type { SenderFactory } from './sender';
import { SharedText } from './summary/shared-text';
import { READ_CLOCK } from './system-clock';

/** What an informer is told beside its settings. */
export interface InformerStart {
  /** Asked for once the settings are known to be right. */
  readonly credentials: () => Promise<Credentials>;
  readonly logger: Logger;
  readonly version: { readonly version: string; readonly commit: string };
  readonly sender: SenderFactory;
}

/** An informer that runs. */
export interface Informer {
  /** Health and metrics; undefined where they are off. */
  readonly service: HttpService | undefined;
  /** What keeps it from its work at this moment. */
  problems(): readonly string[];
  /** Ends reading, then sends what is left, in this time, in milliseconds. */
  close(budget: number): Promise<void>;
}

/**
 * Begins to read and to pass on what is seen. A cluster or a collector that cannot be reached does not stop it.
 *
 * @throws ToolkitError `config-invalid` with all that is missing, `address-in-use`; what the credentials throw
 */
export async function startInformer(settings: InformerSettings, start: InformerStart): Promise<Informer> {
  const { logger, version } = start;
  const required = requiredSettings(settings);
  if ('missing' in required) throw configInvalid([...required.missing]);
  const metrics = createMetrics();
  const counted = informerMetrics(metrics.registry, () => ({
    all: kinds.readers().length,
    unreadable: kinds.readers().filter(({ state }) => state.reason !== undefined).length,
    waiting: queue.size,
  }));
  const client = new ApiClient(await start.credentials(), Date.now, counted.answered);
  const sender = await start.sender({
    settings: { ...settings, ...required },
    logger,
    registry: metrics.registry,
    client,
  });
  const queue = new KeyedQueue(sender, {
    coalesced: counted.coalesced,
    failed(error) {
      counted.handlerFailed();
      logger.error({ err: error }, 'a change could not be handled');
    },
  });
  const onFailure = ({ kind: reason, message }: ReadFailure, kind: string): void => {
    counted.failed(reason);
    logger.warn({ kind, reason, detail: message }, 'reading failed, trying again');
  };
  const kinds = new WatchedKinds({
    client,
    clock: READ_CLOCK,
    sources: required.kinds.map((choice) => sourceOf(choice, client, READ_CLOCK, onFailure)),
    namespaces: settings.namespaces ?? [],
    ...(settings.selector !== undefined && { selector: settings.selector }),
    context: {
      sink: {
        seen(what) {
          counted.seen(what.type);
          queue.seen(what);
        },
      },
      shared: new SharedText(),
      now: Date.now,
      onMalformed: counted.malformed,
    },
    onFailure,
    onKind: (change, kind) => {
      logger.info({ kind }, change === 'begins' ? 'kind is watched' : 'kind is no longer watched');
    },
  });
  const problems = (): readonly string[] => {
    const problem = sender.problem();
    return [...kinds.problems(), ...(problem === undefined ? [] : [problem])];
  };
  const health = healthRoutes(metrics, () => checked(problems()));
  const live = { path: '/healthz', methods: { GET: () => jsonAnswer(200, { status: 'ok' }) } };
  const about = { path: '/version', methods: { GET: () => jsonAnswer(200, version) } };
  const { host, port } = settings;
  const service =
    port === 0
      ? undefined
      : await serveHttp({ routes: [live, about, ...health], logger, metrics }, { host, port });
  kinds.start();
  return {
    service,
    problems,
    async close(budget) {
      await kinds.stop();
      queue.drain();
      await sender.close(budget);
      client.close();
      await service?.close(500);
    },
  };
}

/** A few are enough to know where to look. */
function checked(problems: readonly string[]): Promise<void> {
  if (problems.length === 0) return Promise.resolve();
  const shown = problems.slice(0, 5).join('; ');
  const more = problems.length > 5 ? `; and ${problems.length - 5} more` : '';
  return Promise.reject(new Error(shown + more));
}
