import { z } from 'zod';
import { dataKey, name } from './field-types';

/**
 * The certificate of the collector. `secret`: one of type kubernetes.io/tls that is there. `certManager`: cert-manager makes it. `off`:
 * none, where something in front of the collector has one; a warning says what that means.
 */
export const hubTls = z.union([
  z.literal('off'),
  z.strictObject({ secret: name }),
  z.strictObject({
    certManager: z.strictObject({
      issuer: name,
      issuerKind: z.enum(['Issuer', 'ClusterIssuer']).default('ClusterIssuer'),
    }),
  }),
]);

const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';

/** The authority that an informer trusts. A certificate is no secret. */
export const authority = z.union([
  z.strictObject({
    /** Certificates of authorities, PEM. */
    pem: z.string().max(100_000).refine(isCertificates, 'certificates in PEM, and nothing else'),
  }),
  z.strictObject({ configMap: name, key: dataKey.default('ca.crt') }),
  z.strictObject({ secret: name, key: dataKey.default('ca.crt') }),
]);

/** TLS of a hub. */
export type HubTls = z.output<typeof hubTls>;
/** The authority that an informer trusts. */
export type Authority = z.output<typeof authority>;

/** One certificate after the other: no key that stands beside one by mistake. */
function isCertificates(text: string): boolean {
  const blocks = text.trim().split(END);
  const rest = blocks.pop();
  return (
    rest === '' &&
    blocks.length > 0 &&
    blocks.every((block) => {
      const body = block.trim();
      return body.startsWith(BEGIN) && /^[A-Za-z\d+/=\s]+$/.test(body.slice(BEGIN.length));
    })
  );
}
