import type { Frozen } from '../config/check-input';
import type { InformerConfig } from '../config/informer-config';
import type { InformerNetwork } from '../config/network-config';
import { objectName } from '../config/object-names';
import { single } from './availability';
import { credentialObjects, type CredentialWish, secretKey } from './credentials';
import type { DeployedObject } from './deployed-object';
import { deploymentObjects } from './deployment';
import { informerRights } from './informer-rights';
import type { PartPlace } from './metadata';
import { monitorObjects } from './monitor';
import { namespaceObjects } from './namespace';
import { blocks, dns, networkPolicy, type Peer, podsOf } from './network-policy';
import { GROUP_READS, type MountedVolume, podTemplate, scratch, secretFile, type Variable } from './pod';
import { probes } from './probes';
import { serviceObject } from './service';
import { authorityParts } from './tls';

/** Where health and metrics are. */
const INFORMER_PORT = 8096;
/** Seconds in which an informer ends after a signal. */
export const INFORMER_BUDGET = 5;

const TOKEN_FOLDER = '/etc/claims/token';
const TOKEN_FILE = 'token';
const SPOOL_FOLDER = '/var/spool/claims';
/** For whom tokens of accounts are made, and how long they hold, in seconds: the kubelet writes a new one before. */
const REVIEW_TOKEN = { audience: 'cdk8s-claims', expirationSeconds: 3600, path: TOKEN_FILE };

/** Every object of an informer in its cluster. */
export function informerObjects(config: InformerConfig): readonly DeployedObject[] {
  const at: PartPlace = { place: config, part: 'informer' };
  const port = { name: 'http', number: INFORMER_PORT };
  const credential = informerCredential(config);
  const authority = authorityParts(config.collector.authority, at);
  const availability = single();
  const template = podTemplate(at, config, {
    args: ['serve', 'informer'],
    port,
    isApiClient: true,
    variables: [...variables(config), ...authority.variables],
    volumes: [
      tokenVolume(at, credential),
      ...authority.volumes,
      {
        name: 'spool',
        path: SPOOL_FOLDER,
        isWritable: true,
        source: { emptyDir: { sizeLimit: config.spoolSize } },
      },
      scratch('16Mi'),
    ],
    probes: probes({ port: port.name, scheme: 'HTTP', alive: '/healthz', ready: '/readyz' }),
    graceful: { pause: availability.pause, budget: INFORMER_BUDGET },
    resources: { cpu: '50m', memory: '96Mi', most: '256Mi' },
  });
  return [
    ...namespaceObjects(config),
    ...(credential === undefined ? [] : credentialObjects(at, credential)),
    ...authority.objects,
    ...informerRights(config, at),
    ...(config.network === false ? [] : [policy(config, config.network, at)]),
    // Only metrics are asked for.
    ...(config.monitor === false ? [] : [serviceObject(at, { port })]),
    ...deploymentObjects(at, availability, template),
    ...monitorObjects(config.monitor, at, { port: port.name }),
  ];
}

/** The secret value that an informer takes; undefined where it is the token of its account. */
function informerCredential({ name, token }: InformerConfig): CredentialWish | undefined {
  return token === 'review' ? undefined : { from: token, suffix: 'token', secret: `token/${name}` };
}

function tokenVolume(at: PartPlace, credential: CredentialWish | undefined): MountedVolume {
  if (credential !== undefined) {
    return secretFile('token', TOKEN_FOLDER, secretKey(at, credential), TOKEN_FILE);
  }
  const sources = [{ serviceAccountToken: REVIEW_TOKEN }];
  return { name: 'token', path: TOKEN_FOLDER, source: { projected: { defaultMode: GROUP_READS, sources } } };
}

function variables({
  name,
  collector,
  kinds,
  namespaces,
  selector,
  cause,
}: InformerConfig): readonly Variable[] {
  return [
    { name: 'CLUSTER_NAME', value: name },
    { name: 'COLLECTOR_URL', value: collector.url },
    { name: 'COLLECTOR_TOKEN_FILE', value: `${TOKEN_FOLDER}/${TOKEN_FILE}` },
    { name: 'CLAIM_KINDS', value: kinds.join(',') },
    ...(namespaces.length === 0 ? [] : [{ name: 'CLAIM_NAMESPACE', value: namespaces.join(',') }]),
    ...(selector === undefined ? [] : [{ name: 'CLAIM_SELECTOR', value: selector }]),
    { name: 'CLAIM_CAUSE', value: cause === 'off' ? 'off' : 'on' },
    ...(cause === 'off' || cause.after === undefined
      ? []
      : [{ name: 'CLAIM_CAUSE_AFTER', value: cause.after }]),
    ...(cause === 'off' || cause.sweep === undefined
      ? []
      : [{ name: 'CLAIM_CAUSE_SWEEP', value: cause.sweep }]),
    { name: 'INFORMER_HOST', value: '0.0.0.0' },
    { name: 'INFORMER_PORT', value: String(INFORMER_PORT) },
    { name: 'INFORMER_SPOOL_DIR', value: SPOOL_FOLDER },
    { name: 'HOME', value: '/tmp' },
  ];
}

/** Nobody talks to an informer but Prometheus; it talks to its API server and to the collector. */
function policy(config: InformerConfig, network: Frozen<InformerNetwork>, at: PartPlace): DeployedObject {
  const ingress =
    config.monitor === false
      ? []
      : [{ peers: [podsOf(network.monitoringNamespace)], ports: [INFORMER_PORT] }];
  return networkPolicy(at, ingress, [
    dns(network.dnsNamespace),
    { peers: blocks(network.apiServerCidr), ports: network.apiServerPorts },
    { peers: collectorPeers(config, network), ports: [portOf(config.collector.url)] },
  ]);
}

function collectorPeers({ collector }: InformerConfig, network: Frozen<InformerNetwork>): readonly Peer[] {
  const { inCluster } = collector;
  if (inCluster === undefined) return blocks(network.collectorCidrs);
  return [
    podsOf(inCluster.namespace, {
      'app.kubernetes.io/instance': objectName(inCluster.prefix, 'collector'),
      'app.kubernetes.io/component': 'collector',
    }),
  ];
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
