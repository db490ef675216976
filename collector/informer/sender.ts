import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { ApiClient } from './connection/api-client';
import type { InformerSettings, RequiredSettings } from './required-settings';
import type { SeenSink } from './seen';

/** Passes on what is seen. */
export interface Sender extends SeenSink {
  /** Why it does not reach whom it sends to; undefined where it does. */
  problem(): string | undefined;
  /** Sends what is left, in this time, in milliseconds. */
  close(budget: number): Promise<void>;
}

/** What a sender works with. */
export interface SenderContext {
  readonly settings: InformerSettings & RequiredSettings;
  readonly logger: Logger;
  readonly registry: Registry;
  /** For single objects of the cluster: what stands behind a claim. */
  readonly client: ApiClient;
}

/** Makes one. */
export type SenderFactory = (context: SenderContext) => Sender | Promise<Sender>;
