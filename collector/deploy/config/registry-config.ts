import { z } from 'zod';
import { credential } from './credential-config';
import { address, duration, image, plainText } from './field-types';
import { ingress } from './ingress-config';

const repositoryPart = z
  .string()
  .regex(/^[\w.-]{1,100}$/, 'a name of letters, digits, dots, hyphens and underscores');
const filePath = plainText.refine(
  (path) => !path.startsWith('/') && !path.split('/').includes('..'),
  'a path inside of the repository',
);

/** The registry in Git that statuses are written to. */
export const registry = z.strictObject({
  forge: z.enum(['github', 'gitea']).default('github'),
  owner: repositoryPart,
  name: repositoryPart,
  file: filePath.default('claims/registry.yaml'),
  base: plainText.default('main'),
  /** Address of the forge's API. Required for Gitea. */
  apiUrl: address.optional(),
  /** Clusters of the claims of folders: `claims/prod=prod-eu+prod-us`. */
  clusters: plainText.optional(),
  interval: duration.default('5m'),
  merge: z.boolean().default(false),
  commits: z.enum(['push', 'api']).default('push'),
  answers: z.boolean().default(true),
  /** The token of the forge. */
  token: credential.default({ from: 'config' }),
});

/** The API and page of the registry. */
export const registryApi = z.union([
  z.literal(false),
  z.strictObject({
    /** Default: that of the hub. */
    image: image.optional(),
    replicas: z.int().min(1).max(20).default(2),
    /** Git repository or address of a raw file. Default: the repository of `registry`. */
    source: plainText.optional(),
    interval: duration.default('60s'),
    /** A token that reads it; false: none is needed. Default: the token of `registry`, where there is one. */
    token: z.union([z.literal(false), credential]).optional(),
    /** The secret that the forge signs its webhooks with; false: there are none. */
    webhookSecret: z.union([z.literal(false), credential]).default(false),
    ingress: ingress.default(false),
  }),
]);

/** The registry in Git. */
export type Registry = z.output<typeof registry>;
