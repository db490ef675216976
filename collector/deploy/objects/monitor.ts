import type { Frozen } from '../config/check-input';
import type { Monitor } from '../config/pod-config';
import type { DeployedObject } from './deployed-object';
import { metadata, selectorLabels, type PartPlace } from './metadata';

/** How metrics are reached. */
export interface MetricsPlace {
  readonly port: string;
  /** Secret of the certificate, where there is TLS; its key `ca.crt` is what the certificate is checked with. */
  readonly tlsSecret?: string;
  /** Name in the certificate. */
  readonly serverName?: string;
}

/** A ServiceMonitor (https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor), where one is asked for. */
export function monitorObjects(
  config: Frozen<Monitor>,
  at: PartPlace,
  { port, tlsSecret, serverName }: MetricsPlace,
): readonly DeployedObject[] {
  if (config === false) return [];
  const meta = metadata(at);
  return [
    {
      role: `${at.part}-monitor`,
      object: {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        metadata: { ...meta, labels: { ...config.labels, ...meta.labels } },
        spec: {
          selector: { matchLabels: selectorLabels(at) },
          endpoints: [
            {
              port,
              path: '/metrics',
              interval: config.interval,
              ...(tlsSecret !== undefined && {
                scheme: 'https',
                tlsConfig: { serverName, ca: { secret: { name: tlsSecret, key: 'ca.crt' } } },
              }),
            },
          ],
        },
      },
    },
  ];
}
