import { z } from 'zod';
import { credential } from './credential-config';
import { name, quantity } from './field-types';

/**
 * Where the collector keeps statuses. SQLite is one file that one process opens: one replica. PostgreSQL is shared: two or more.
 */
export const store = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('sqlite'),
    size: quantity.default('1Gi'),
    /** Default: the cluster's. */
    storageClass: name.optional(),
  }),
  z.strictObject({
    type: z.literal('postgres'),
    /** The URL of the database, with its password. */
    url: credential.default({ from: 'config' }),
  }),
]);

/** Where the collector keeps statuses. */
export type Store = z.output<typeof store>;
