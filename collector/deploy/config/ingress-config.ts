import { z } from 'zod';
import { hostName, name } from './field-types';

/** How something is reached from outside of the cluster. */
export const ingress = z.union([
  z.literal(false),
  z.strictObject({
    host: hostName,
    className: name.optional(),
    /** Secret of the certificate for the host. Without it the controller's own one is used. */
    tlsSecret: name.optional(),
    annotations: z.record(z.string().max(317), z.string().max(4096)).default({}),
  }),
]);

/** An Ingress; false: none. */
export type IngressConfig = z.output<typeof ingress>;

/** How the collector's Service is reached: a balancer in front of it passes TLS through. */
export const service = z.strictObject({
  type: z.enum(['ClusterIP', 'LoadBalancer']).default('ClusterIP'),
  annotations: z.record(z.string().max(317), z.string().max(4096)).default({}),
});
