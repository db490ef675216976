import { z } from 'zod';
import { dataKey, name, plainText } from './field-types';

/**
 * Where the value of a secret comes from. It is never part of a configuration.
 *
 * `config`: from the secrets of the Pulumi stack (`pulumi config set --secret`, or an environment of ESC). `secret`: a Secret that is
 * there already. `external`: an ExternalSecret fetches it.
 */
export const credential = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('config') }),
  z.strictObject({ from: z.literal('secret'), name, key: dataKey.default('value') }),
  z.strictObject({
    from: z.literal('external'),
    /** Name of the SecretStore. */
    store: name,
    storeKind: z.enum(['SecretStore', 'ClusterSecretStore']).default('ClusterSecretStore'),
    /** Key in the store. */
    key: plainText,
    property: plainText.optional(),
  }),
]);

/** Where the value of a secret comes from. */
export type Credential = z.output<typeof credential>;
