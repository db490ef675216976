import type { HubConfig } from '../config/hub-config';
import { budgetObjects, several } from './availability';
import { credentialObjects, type CredentialWish, secretKey } from './credentials';
import type { DeployedObject } from './deployed-object';
import { deploymentObjects } from './deployment';
import { registryNetwork } from './hub-network';
import { ingressObjects } from './ingress';
import type { PartPlace } from './metadata';
import { monitorObjects } from './monitor';
import { podTemplate, scratch, type Variable } from './pod';
import { probes } from './probes';
import { registrySource } from './registry-place';
import { serviceObject } from './service';

/** Where the API of the registry listens. */
const REGISTRY_PORT = 8080;
/** Seconds in which it ends after a signal. */
export const REGISTRY_BUDGET = 10;

/** Everything of the API of the registry; nothing where it is off. */
export function registryObjects(config: HubConfig): readonly DeployedObject[] {
  const { registryApi, monitor } = config;
  if (registryApi === false) return [];
  const at: PartPlace = { place: config, part: 'registry' };
  const port = { name: 'http', number: REGISTRY_PORT };
  const availability = several(registryApi.replicas, at);
  const { image = config.image } = registryApi;
  const template = podTemplate(
    at,
    { ...config, image },
    {
      args: ['serve', 'registry'],
      port,
      isApiClient: false,
      variables: variables(config, at),
      volumes: [scratch('2Gi')],
      probes: probes({ port: port.name, scheme: 'HTTP', alive: '/health', ready: '/readyz' }),
      graceful: { pause: availability.pause, budget: REGISTRY_BUDGET },
      resources: { cpu: '100m', memory: '128Mi', most: '512Mi' },
      more: availability.spread,
    },
  );
  return [
    ...registryCredentials(config).flatMap(({ wish }) =>
      wish.isShared === true ? [] : credentialObjects(at, wish),
    ),
    ...registryNetwork(config, at, REGISTRY_PORT),
    serviceObject(at, { port }),
    ...deploymentObjects(at, availability, template),
    ...budgetObjects(availability, at),
    ...ingressObjects(registryApi.ingress, at, port.name),
    ...monitorObjects(monitor, at, { port: port.name }),
  ];
}

/** A secret value, with the variable that brings it. */
interface RegistryCredential {
  readonly variable: string;
  readonly wish: CredentialWish & { readonly isShared?: boolean };
}

/** The token that reads the source is that of the collector where nothing else is said: it is for the same repository. */
function registryCredentials({ registryApi, registry }: HubConfig): readonly RegistryCredential[] {
  if (registryApi === false) return [];
  const { token, webhookSecret } = registryApi;
  const list: RegistryCredential[] = [];
  if (token !== undefined && token !== false) {
    list.push({ variable: 'REGISTRY_TOKEN', wish: { from: token, suffix: 'token', secret: 'registry' } });
  } else if (token === undefined && registry !== undefined) {
    list.push({
      variable: 'REGISTRY_TOKEN',
      wish: { from: registry.token, suffix: 'forge', secret: 'forge', isShared: true },
    });
  }
  if (webhookSecret !== false) {
    list.push({
      variable: 'REGISTRY_WEBHOOK_SECRET',
      wish: { from: webhookSecret, suffix: 'webhook', secret: 'webhook' },
    });
  }
  return list;
}

function variables(config: HubConfig, at: PartPlace): readonly Variable[] {
  const { registryApi, registry } = config;
  if (registryApi === false) return [];
  const collector: PartPlace = { place: config, part: 'collector' };
  return [
    { name: 'REGISTRY_HOST', value: '0.0.0.0' },
    { name: 'PORT', value: String(REGISTRY_PORT) },
    { name: 'CLAIMS_REGISTRY_SOURCE', value: registrySource(config) },
    ...(registry === undefined
      ? []
      : [
          { name: 'REGISTRY_BRANCH', value: registry.base },
          { name: 'REGISTRY_PATH', value: registry.file },
        ]),
    { name: 'SYNC_INTERVAL', value: registryApi.interval },
    ...registryCredentials(config).map(({ variable, wish }) => ({
      name: variable,
      valueFrom: { secretKeyRef: secretKey(wish.isShared === true ? collector : at, wish) },
    })),
    { name: 'HOME', value: '/tmp' },
    { name: 'CLAIMS_CACHE', value: '/tmp/cache' },
  ];
}
