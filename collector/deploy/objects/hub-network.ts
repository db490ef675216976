import type { HubConfig } from '../config/hub-config';
import type { DeployedObject } from './deployed-object';
import type { PartPlace } from './metadata';
import { type Allowed, blocks, dns, networkPolicy, podsOf } from './network-policy';

/** Informers in the cluster of the hub, whatever their namespace: each still needs a token. */
const INFORMERS = podsOf(undefined, {
  'app.kubernetes.io/component': 'informer',
  'app.kubernetes.io/part-of': 'cdk8s-claims',
});

/** Whom the collector may talk to, and who to it. */
export function collectorNetwork(config: HubConfig, at: PartPlace, port: number): readonly DeployedObject[] {
  const { network, registry, store, tokenReview } = config;
  if (network === false) return [];
  const egress: Allowed[] = [dns(network.dnsNamespace)];
  if (tokenReview !== undefined) {
    egress.push({ peers: blocks(network.apiServerCidr), ports: network.apiServerPorts });
  }
  if (registry !== undefined) egress.push({ peers: blocks(network.forgeCidrs), ports: network.forgePorts });
  if (store.type === 'postgres') {
    egress.push({ peers: blocks(network.databaseCidrs), ports: [network.databasePort] });
  }
  return [networkPolicy(at, [{ peers: callers(config), ports: [port] }], egress)];
}

/** Whom the API of the registry may talk to, and who to it. */
export function registryNetwork(config: HubConfig, at: PartPlace, port: number): readonly DeployedObject[] {
  const { network, registryApi, monitor } = config;
  if (network === false || registryApi === false) return [];
  const peers = [
    // Whoever is in the namespace may read what it serves.
    { podSelector: {} },
    ...(registryApi.ingress === false ? [] : [podsOf(network.ingressNamespace)]),
    ...(monitor === false ? [] : [podsOf(network.monitoringNamespace)]),
  ];
  const egress = [
    dns(network.dnsNamespace),
    { peers: blocks(network.forgeCidrs), ports: network.forgePorts },
  ];
  return [networkPolicy(at, [{ peers, ports: [port] }], egress)];
}

/** Without a balancer or named addresses nobody of outside gets to the pods. */
function callers({ network, ingress, monitor, service }: HubConfig): Allowed['peers'] {
  if (network === false) return [];
  const { informerCidrs, ingressNamespace, monitoringNamespace } = network;
  const isPublished = informerCidrs !== undefined || service.type === 'LoadBalancer';
  return [
    INFORMERS,
    ...(isPublished ? blocks(informerCidrs) : []),
    ...(ingress === false ? [] : [podsOf(ingressNamespace)]),
    ...(monitor === false ? [] : [podsOf(monitoringNamespace)]),
  ];
}
