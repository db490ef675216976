import type { Issue } from '../../../core/issue';
import type { HubConfig } from '../config/hub-config';
import { open, without } from './warning';

/** What somebody who deploys a hub should know, and nothing refuses. */
export function hubWarnings(config: HubConfig): readonly Issue[] {
  const { tls, registry, store, createNamespace, namespace, ingress } = config;
  return [
    ...networkWarnings(config),
    ...(tls === 'off'
      ? [open('hub.tls', 'is off: tokens and statuses cross the network of the cluster unencrypted')]
      : []),
    ...(tls !== 'off' && ingress !== false
      ? [
          without(
            'hub.ingress',
            'is in front of a collector with TLS: its controller needs an annotation that says so (nginx: nginx.ingress.kubernetes.io/backend-protocol: HTTPS)',
          ),
        ]
      : []),
    ...(registry === undefined
      ? [without('hub.registry', 'is not set: statuses are kept, and not written to Git')]
      : []),
    ...(createNamespace && store.type === 'sqlite'
      ? [
          without(
            'hub.createNamespace',
            `creates the namespace ${namespace}, which a destroy keeps: it holds the volume of the store`,
          ),
        ]
      : []),
  ];
}

function networkWarnings(config: HubConfig): readonly Issue[] {
  const { network, registry, registryApi, store, tokenReview, ingress, monitor, service } = config;
  if (network === false) {
    return [open('hub.network', 'is false: pods of the hub may connect to any address, and any pod to them')];
  }
  const list: Issue[] = [];
  if (tokenReview !== undefined && network.apiServerCidr === undefined) {
    list.push(
      open(
        'hub.network.apiServerCidr',
        `is not set: the collector may reach every address on ${ports(network.apiServerPorts)}`,
      ),
    );
  }
  const usesForge = registry !== undefined || registryApi !== false;
  if (usesForge && network.forgeCidrs === undefined) {
    list.push(
      open(
        'hub.network.forgeCidrs',
        `is not set: the hub may reach every address on ${ports(network.forgePorts)}`,
      ),
    );
  }
  if (store.type === 'postgres' && network.databaseCidrs === undefined) {
    list.push(
      open(
        'hub.network.databaseCidrs',
        `is not set: the collector may reach every address on ${ports([network.databasePort])}`,
      ),
    );
  }
  if (service.type === 'LoadBalancer' && network.informerCidrs === undefined) {
    list.push(
      open(
        'hub.network.informerCidrs',
        'is not set, and the Service has a balancer: every address may reach the collector',
      ),
    );
  }
  const hasIngress = ingress !== false || (registryApi !== false && registryApi.ingress !== false);
  if (hasIngress && network.ingressNamespace === undefined) {
    list.push(
      open(
        'hub.network.ingressNamespace',
        'is not set: pods of every namespace may reach what has an Ingress',
      ),
    );
  }
  if (monitor !== false && network.monitoringNamespace === undefined) {
    list.push(
      open(
        'hub.network.monitoringNamespace',
        'is not set: pods of every namespace may read metrics, which have the port of the service',
      ),
    );
  }
  return list;
}

/** Ports in words. */
export function ports(list: readonly number[]): string {
  return `${list.length === 1 ? 'port' : 'ports'} ${list.join(', ')}`;
}
