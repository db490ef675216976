import { z } from 'zod';
import {
  jsonResponse,
  type OpenApiOperation,
  type OpenApiResponse,
  textParameter,
  textResponse,
} from '../../service/http/open-api-parts';
import { FILTERS, SEARCH } from '../snapshot/claim-filter';

const text = z.string();

const claim = z.object({
  name: text,
  template: text,
  category: text,
  namespace: text,
  createdAt: text,
  createdBy: text,
  source: text,
  repository: text,
  path: text,
  status: text.describe('`active`, `error`, `creating`, `deleting`, `unknown`, or what the registry says.'),
  statusMessage: text.optional(),
  lastCheckedAt: text.optional().describe('When the claim was last seen in its cluster.'),
  cluster: text.optional(),
  claimRef: text
    .optional()
    .describe('`<namespace>/<name>`, in registries that are a map from cluster to claims.'),
  cause: text.optional().describe('The deepest failing object behind the claim.'),
});

const list = z.object({
  apiVersion: z.literal('claim-registry.io/v1alpha1'),
  kind: z.literal('ClaimList'),
  items: z.array(claim).describe('In the order of the file.'),
  metadata: z
    .object({ continue: text.optional(), remainingItemCount: z.int().optional() })
    .optional()
    .describe('Only where pages are asked for.'),
});

const error = z.object({ error: text, code: text.optional() });
const health = z.object({
  status: z.literal('healthy'),
  timestamp: z.iso.datetime(),
  stale: z
    .literal(true)
    .optional()
    .describe('The last read of the source failed; the last good registry is served.'),
  syncedAt: z.iso.datetime().optional(),
  staleSince: z.iso.datetime().optional(),
  reason: text.optional(),
});

const FRESHNESS = {
  ETag: { schema: { type: 'string' } },
  'X-Registry-Synced-At': {
    description: 'When the source was last read.',
    schema: { type: 'string', format: 'date-time' },
  },
  'X-Registry-Stale': {
    description: 'Only if the last read failed: its error code.',
    schema: { type: 'string' },
  },
};
const KNOWN: OpenApiResponse = { description: 'Nothing has changed since `If-None-Match`.' };
const NOT_LOADED = jsonResponse('The registry was not read yet.', error);
const IF_NONE_MATCH = textParameter('header', 'If-None-Match', 'The `ETag` of an earlier answer.');

const FILTER_WORDS: Readonly<Record<(typeof FILTERS)[number], string>> = {
  category: 'Only this category.',
  template: 'Only this template.',
  status: 'Only this status.',
  source: 'Only from this source.',
  namespace: 'Only this namespace.',
  cluster: 'Only this cluster.',
  createdBy: 'Only what this person created.',
};

const LIST_PARAMETERS = [
  ...FILTERS.map((name) => textParameter('query', name, FILTER_WORDS[name])),
  textParameter(
    'query',
    SEARCH,
    'Text to find in name, template, category, namespace, cluster, status, message or cause; case does not matter.',
  ),
  textParameter('query', 'pageSize', 'Claims of a page, from 1 to 1000; without it, all of them.', {
    type: 'integer',
    minimum: 1,
    maximum: 1000,
  }),
  textParameter('query', 'continue', 'Token of the next page: `metadata.continue` of the page before.'),
  IF_NONE_MATCH,
];

/** What the registry API answers, as OpenAPI 3.1. */
export interface RegistryOpenApi {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<'get' | 'post', OpenApiOperation>>>>>;
}

/** The document, made of the types above. */
export function openApiDocument(version: string): RegistryOpenApi {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Claim registry',
      version,
      description:
        'The claims of a registry and their status. Filters match exactly and are combined; an empty one is ignored. CORS allows every origin.',
    },
    paths: {
      '/api/v1/claims': {
        get: {
          operationId: 'listClaims',
          summary: 'Lists claims.',
          parameters: LIST_PARAMETERS,
          responses: {
            200: jsonResponse('The claims that match all filters.', list, FRESHNESS),
            304: KNOWN,
            400: jsonResponse('A parameter is wrong.', error),
            410: jsonResponse('The registry has changed since the page before.', error),
            503: NOT_LOADED,
          },
        },
      },
      '/api/v1/claims/{name}': {
        get: {
          operationId: 'getClaim',
          summary: 'Gives the first claim of a name.',
          parameters: [textParameter('path', 'name', 'Name of the claim.'), IF_NONE_MATCH],
          responses: {
            200: jsonResponse('The claim.', claim, FRESHNESS),
            304: KNOWN,
            404: jsonResponse('There is no claim of this name.', error),
            503: NOT_LOADED,
          },
        },
      },
      '/webhook': {
        post: {
          operationId: 'pushed',
          summary: 'Reports a push, signed by the forge. Only if a secret is configured.',
          parameters: [
            textParameter('header', 'X-Hub-Signature-256', 'As GitHub signs: `sha256=<HMAC of the body>`.'),
            textParameter('header', 'X-Gitea-Signature', 'As Gitea and Forgejo sign: `<HMAC of the body>`.'),
          ],
          responses: {
            200: jsonResponse('Nothing to do.', z.object({ status: z.enum(['known', 'ignored', 'pong']) })),
            202: jsonResponse('The source will be read soon.', z.object({ status: z.literal('accepted') })),
            401: jsonResponse('The signature is missing or wrong.', error),
            413: jsonResponse('The body has more than 2 MiB.', error),
          },
        },
      },
      '/health': simple(
        'healthCheck',
        'Tells whether the process runs and its registry is up to date.',
        jsonResponse('It runs.', health),
      ),
      '/readyz': simple(
        'readiness',
        'Tells whether claims are served.',
        jsonResponse('They are.', z.looseObject({ status: z.literal('ready') })),
      ),
      '/metrics': simple('metrics', 'Figures for Prometheus.', textResponse('The figures.', 'text/plain')),
      '/version': simple(
        'getVersion',
        'Version and commit.',
        jsonResponse('Both.', z.object({ version: text, commit: text, buildDate: text })),
      ),
      '/status': simple(
        'statusPage',
        'The claims as a page, failing ones first.',
        textResponse('The page.', 'text/html'),
      ),
      '/': simple(
        'index',
        'Lists the routes; browsers get the page of `/status`.',
        jsonResponse('It.', z.object({ service: text, version: text, endpoints: z.array(text) })),
      ),
      '/docs': simple('docs', 'This document as a page.', textResponse('The page.', 'text/html')),
      '/openapi.json': simple('describe', 'This document.', jsonResponse('It.', z.looseObject({}))),
      '/openapi.yaml': simple('describeAsYaml', 'This document.', textResponse('It.', 'application/yaml')),
      '/openapi': simple(
        'describeAsBefore',
        'This document, as YAML.',
        textResponse('It.', 'application/yaml'),
      ),
    },
  };
}

function simple(operationId: string, summary: string, response: OpenApiResponse): { get: OpenApiOperation } {
  return { get: { operationId, summary, responses: { 200: response } } };
}
