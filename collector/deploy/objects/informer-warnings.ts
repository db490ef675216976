import type { Issue } from '../../../core/issue';
import type { InformerConfig } from '../config/informer-config';
import { ports } from './hub-warnings';
import { wideGroups } from './informer-rights';
import { open, without } from './warning';

/** What somebody who deploys an informer should know, and nothing refuses. */
export function informerWarnings(config: InformerConfig): readonly Issue[] {
  const { name, cause, collector, namespaces } = config;
  const at = `clusters.${name}`;
  const wide = wideGroups(config).map((group) =>
    open(
      `${at}.kinds`,
      `asks for all kinds of ${group}: the informer may list and watch every one of them${namespaces.length > 0 ? ', in all namespaces' : ''}`,
    ),
  );
  const composed = cause === 'off' ? [] : cause.composed.filter((text) => text.startsWith('*.'));
  return [
    ...wide,
    ...composed.map((text) =>
      open(`${at}.cause.composed`, `has ${text}: the informer may get every object of ${text.slice(2)}`),
    ),
    ...(cause === 'off'
      ? [without(`${at}.cause`, 'is off: statuses will not tell why a claim is not ready')]
      : []),
    ...(cause !== 'off' && !cause.events
      ? [without(`${at}.cause.events`, 'is false: events of failing objects are not read')]
      : []),
    ...(collector.url.startsWith('http:')
      ? [open(`${at}.collector.url`, 'has no TLS: the token crosses the network unencrypted')]
      : []),
    ...networkWarnings(config, at),
  ];
}

function networkWarnings({ network, collector, monitor }: InformerConfig, at: string): readonly Issue[] {
  if (network === false) {
    return [open(`${at}.network`, 'is false: the informer may connect to any address, and any pod to it')];
  }
  const list: Issue[] = [];
  if (network.apiServerCidr === undefined) {
    list.push(
      open(
        `${at}.network.apiServerCidr`,
        `is not set: the informer may reach every address on ${ports(network.apiServerPorts)}`,
      ),
    );
  }
  if (network.collectorCidrs === undefined && collector.inCluster === undefined) {
    list.push(
      open(
        `${at}.network.collectorCidrs`,
        'is not set: the informer may reach every address on the port of the collector',
      ),
    );
  }
  if (monitor !== false && network.monitoringNamespace === undefined) {
    list.push(
      open(`${at}.network.monitoringNamespace`, 'is not set: pods of every namespace may read its metrics'),
    );
  }
  return list;
}
