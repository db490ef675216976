import { z } from 'zod';
import { clusterName, duration, tokenHash } from './field-types';
import { checkInput, type CheckOptions, type Frozen } from './check-input';
import { hubRules } from './hub-rules';
import { ingress, service } from './ingress-config';
import { hubNetwork } from './network-config';
import { monitor, PLACE_FIELDS, POD_FIELDS } from './pod-config';
import { registry, registryApi } from './registry-config';
import { store } from './store-config';
import { hubTls } from './tls-config';

/** What a hub says itself; who may report is said by its clusters. */
export const HUB_FIELDS = {
  ...PLACE_FIELDS,
  ...POD_FIELDS,
  /** Default: 1 with SQLite, 2 with PostgreSQL. */
  replicas: z.int().min(1).max(20).optional(),
  store: store.default({ type: 'sqlite', size: '1Gi' }),
  tls: hubTls,
  registry: registry.optional(),
  registryApi: registryApi.default(false),
  ingress: ingress.default(false),
  service: service.default({ type: 'ClusterIP', annotations: {} }),
  monitor: monitor.default(false),
  /** NetworkPolicies; false: none are made. */
  network: z.union([z.literal(false), hubNetwork]).default(hubNetwork.parse({})),
  stableAfter: duration.optional(),
  clusterTtl: duration.optional(),
} as const;

/** Hashes of the tokens of a cluster: two while one is being replaced. */
export const tokenHashes = z.array(tokenHash).min(1, 'one hash or two').max(2, 'one hash or two');

/** A cluster whose API server is asked about tokens, and the accounts that may report. */
const tokenReview = z.strictObject({
  cluster: clusterName,
  /** `<namespace>/<name>` */
  accounts: z.array(z.string().regex(/^[a-z\d-]{1,63}\/[a-z\d.-]{1,253}$/, '<namespace>/<name>')).min(1),
});

/** A hub with everything that is needed to make its objects. */
export const hubSchema = z.strictObject({
  ...HUB_FIELDS,
  /** Hashes of tokens, by cluster. */
  tokens: z.record(clusterName, tokenHashes).default({}),
  tokenReview: tokenReview.optional(),
});

/** A hub: collector, and, where it is asked for, the API of the registry. Frozen. */
export type HubConfig = Frozen<z.output<typeof hubSchema>>;

/**
 * Checks the configuration of a hub.
 *
 * @throws ToolkitError `config-invalid` with all problems at once
 */
export function hubConfig(input: unknown, options: CheckOptions = {}): HubConfig {
  return checkInput(hubSchema, input, hubRules, options);
}
