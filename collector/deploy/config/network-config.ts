import { z } from 'zod';
import { cidrs } from './cidr';
import { name } from './field-types';

const port = z.int().min(1).max(65_535);
const ports = z.array(port).min(1);

/** What both components say of their network. What is not said is open, and a warning says so. */
const COMMON = {
  /** Addresses of the API server, as `kubectl get endpoints kubernetes -n default` shows them. */
  apiServerCidr: cidrs.optional(),
  apiServerPorts: ports.default([443, 6443]),
  /** Namespace of the cluster's DNS. */
  dnsNamespace: name.default('kube-system'),
  /** Namespace of Prometheus. */
  monitoringNamespace: name.optional(),
} as const;

/** Whom pods of the hub may talk to. */
export const hubNetwork = z.strictObject({
  ...COMMON,
  /** Addresses from which informers of other clusters come, where they do not come through the Ingress. */
  informerCidrs: cidrs.optional(),
  /** Addresses of the forge. */
  forgeCidrs: cidrs.optional(),
  forgePorts: ports.default([443]),
  /** Addresses of the PostgreSQL server. */
  databaseCidrs: cidrs.optional(),
  databasePort: port.default(5432),
  /** Namespace of the Ingress controller. */
  ingressNamespace: name.optional(),
});

/** Whom pods of an informer may talk to. */
export const informerNetwork = z.strictObject({
  ...COMMON,
  /** Addresses of the collector. Not needed where it is a Service of the same cluster. */
  collectorCidrs: cidrs.optional(),
});

/** Network of an informer. */
export type InformerNetwork = z.output<typeof informerNetwork>;
