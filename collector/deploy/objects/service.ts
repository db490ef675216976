import type { DeployedObject } from './deployed-object';
import { metadata, selectorLabels, type PartPlace } from './metadata';

/** How pods are reached. */
export interface ServiceWish {
  readonly port: { readonly name: string; readonly number: number };
  readonly type?: 'ClusterIP' | 'LoadBalancer';
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The Service of a part, on the port that its pods have. */
export function serviceObject(
  at: PartPlace,
  { port, type = 'ClusterIP', annotations = {} }: ServiceWish,
): DeployedObject {
  const meta = metadata(at);
  return {
    role: `${at.part}-service`,
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: Object.keys(annotations).length === 0 ? meta : { ...meta, annotations },
      spec: {
        type,
        selector: selectorLabels(at),
        ports: [{ name: port.name, port: port.number, targetPort: port.name, protocol: 'TCP' }],
      },
    },
  };
}
