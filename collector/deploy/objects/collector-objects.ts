import type { HubConfig } from '../config/hub-config';
import { budgetObjects, collectorAvailability } from './availability';
import { credentialObjects, type CredentialWish, secretKey } from './credentials';
import type { DeployedObject } from './deployed-object';
import { deploymentObjects } from './deployment';
import { collectorNetwork } from './hub-network';
import { ingressObjects } from './ingress';
import type { PartPlace } from './metadata';
import { monitorObjects } from './monitor';
import { podTemplate, scratch, secretFile, type Variable } from './pod';
import { probes } from './probes';
import { clusterRoleObjects } from './rbac';
import { registryVariables } from './registry-place';
import { serviceObject } from './service';
import { STATE_FOLDER, stateVolumes, volumeObjects } from './storage';
import { certificateParts, certificateSecret, serviceNames } from './tls';
import { tokenObjects, TOKENS_FOLDER, tokenVolumes } from './tokens';

/** Where the collector listens. */
const COLLECTOR_PORT = 8095;
/** Seconds in which the collector ends after a signal. */
export const COLLECTOR_BUDGET = 5;

const FORGE_FOLDER = '/etc/claims/forge';
const TOKEN_FILE = 'token';

/** Whose token it is: the one thing that the collector asks an API server. */
const REVIEW = [{ apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] }];

/** Everything of the collector. */
export function collectorObjects(config: HubConfig): readonly DeployedObject[] {
  const at: PartPlace = { place: config, part: 'collector' };
  const { store, tls, tokens, tokenReview, ingress, monitor } = config;
  const port = { name: tls === 'off' ? 'http' : 'https', number: COLLECTOR_PORT };
  const { forge, database } = collectorCredentials(config);
  const certificate = certificateParts(tls, at, hostsOf(config));
  const availability = collectorAvailability(config, at);
  const tlsSecret = certificateSecret(tls, at);
  const template = podTemplate(at, config, {
    args: ['serve', 'collector'],
    port,
    isApiClient: tokenReview !== undefined,
    variables: [...variables(config, at), ...certificate.variables],
    volumes: [
      ...tokenVolumes(tokens, at),
      ...certificate.volumes,
      ...(forge === undefined ? [] : [secretFile('forge', FORGE_FOLDER, secretKey(at, forge), TOKEN_FILE)]),
      ...stateVolumes(store, at),
      scratch(config.registry === undefined ? '64Mi' : '2Gi'),
    ],
    probes: probes({
      port: port.name,
      scheme: tls === 'off' ? 'HTTP' : 'HTTPS',
      alive: '/healthz',
      ready: '/readyz',
    }),
    graceful: { pause: availability.pause, budget: COLLECTOR_BUDGET },
    resources: { cpu: '100m', memory: '128Mi', most: '512Mi' },
    more: availability.spread,
  });
  return [
    ...[forge, database].flatMap((wish) => (wish === undefined ? [] : credentialObjects(at, wish))),
    ...tokenObjects(tokens, at),
    ...certificate.objects,
    ...(tokenReview === undefined ? [] : clusterRoleObjects(at, REVIEW)),
    ...volumeObjects(store, at),
    ...collectorNetwork(config, at, COLLECTOR_PORT),
    serviceObject(at, { port, ...config.service }),
    ...deploymentObjects(at, availability, template),
    ...budgetObjects(availability, at),
    ...ingressObjects(ingress, at, port.name),
    ...monitorObjects(monitor, at, {
      port: port.name,
      ...(tlsSecret !== undefined && { tlsSecret, serverName: serviceNames(at)[0] }),
    }),
  ];
}

/** The secret values that the collector takes. */
function collectorCredentials({ registry, store }: HubConfig): {
  readonly forge?: CredentialWish;
  readonly database?: CredentialWish;
} {
  return {
    ...(registry !== undefined && { forge: { from: registry.token, suffix: 'forge', secret: 'forge' } }),
    ...(store.type === 'postgres' && {
      database: { from: store.url, suffix: 'database', secret: 'database' },
    }),
  };
}

function variables(config: HubConfig, at: PartPlace): readonly Variable[] {
  const { store, tokens, tokenReview, registry, stableAfter, clusterTtl } = config;
  const { database } = collectorCredentials(config);
  return [
    { name: 'COLLECTOR_HOST', value: '0.0.0.0' },
    { name: 'COLLECTOR_PORT', value: String(COLLECTOR_PORT) },
    ...(store.type === 'sqlite' ? [{ name: 'COLLECTOR_STATE_DIR', value: STATE_FOLDER }] : []),
    ...(database === undefined
      ? []
      : [{ name: 'COLLECTOR_DATABASE_URL', valueFrom: { secretKeyRef: secretKey(at, database) } }]),
    ...(Object.keys(tokens).length === 0 ? [] : [{ name: 'COLLECTOR_TOKENS', value: TOKENS_FOLDER }]),
    ...(tokenReview === undefined
      ? []
      : [
          { name: 'COLLECTOR_TOKEN_REVIEW', value: tokenReview.cluster },
          { name: 'COLLECTOR_TOKEN_REVIEW_ACCOUNTS', value: tokenReview.accounts.join(',') },
        ]),
    ...(stableAfter === undefined ? [] : [{ name: 'COLLECTOR_STABLE_AFTER', value: stableAfter }]),
    ...(clusterTtl === undefined ? [] : [{ name: 'COLLECTOR_CLUSTER_TTL', value: clusterTtl }]),
    ...(registry === undefined ? [] : registryVariables(registry, `${FORGE_FOLDER}/${TOKEN_FILE}`)),
    // What Git and the clone of the registry write.
    { name: 'HOME', value: '/tmp' },
    { name: 'CLAIMS_CACHE', value: '/tmp/cache' },
  ];
}

function hostsOf({ ingress }: HubConfig): readonly string[] {
  return ingress === false ? [] : [ingress.host];
}
