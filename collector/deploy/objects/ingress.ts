import type { Frozen } from '../config/check-input';
import type { IngressConfig } from '../config/ingress-config';
import type { DeployedObject } from './deployed-object';
import { metadata, type PartPlace } from './metadata';

/** An Ingress for all paths of a part's Service, where one is asked for. */
export function ingressObjects(
  config: Frozen<IngressConfig>,
  at: PartPlace,
  port: string,
): readonly DeployedObject[] {
  if (config === false) return [];
  const { host, className, tlsSecret, annotations } = config;
  const meta = metadata(at);
  return [
    {
      role: `${at.part}-ingress`,
      object: {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: Object.keys(annotations).length === 0 ? meta : { ...meta, annotations },
        spec: {
          ...(className !== undefined && { ingressClassName: className }),
          tls: [{ hosts: [host], ...(tlsSecret !== undefined && { secretName: tlsSecret }) }],
          rules: [
            {
              host,
              http: {
                paths: [
                  {
                    path: '/',
                    pathType: 'Prefix',
                    backend: { service: { name: meta.name, port: { name: port } } },
                  },
                ],
              },
            },
          ],
        },
      },
    },
  ];
}
