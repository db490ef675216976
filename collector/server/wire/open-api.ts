import { z } from 'zod';
import {
  additiveFields,
  batchBody,
  condition,
  digestBody,
  LONGEST_REFERENCE,
  sessionBody,
} from './wire-report';

const originalFields = z.object({
  cluster: z.string().min(1).max(LONGEST_REFERENCE),
  claimRef: z
    .string()
    .min(1)
    .max(LONGEST_REFERENCE)
    .describe('`<namespace>/<name>`; `/<name>` for cluster-scoped claims.'),
  statusMessage: z.string().min(1),
});

const entry = originalFields.extend({
  receivedAt: z.iso.datetime().describe('When the collector got it.'),
  ...additiveFields.omit({ deleted: true }).partial().shape,
  published: z
    .object({ ready: condition.optional(), synced: condition.optional(), flapping: z.int().optional() })
    .optional()
    .describe(
      'What is published of Ready and Synced while a change is younger than 30 s, and how often they changed while they flap.',
    ),
  unreadableSince: z.iso.datetime().optional().describe('Since when the informer cannot read the kind.'),
  unknownSince: z.iso.datetime().optional().describe('Since when no report came from the cluster.'),
});

const error = z.object({ error: z.string(), code: z.string().optional() });

/** The wire format as OpenAPI 3.1, made of the schemas that bodies are checked with. */
export function openApiDocument(version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Status collector',
      version,
      description: 'Informers report the status of claims; what is acknowledged is on the disk.',
    },
    security: [{ bearer: [] }, {}],
    paths: {
      '/api/v1/status': {
        get: operation('listStatus', 'The stored statuses of all clusters.', LIST),
        post: operation(
          'reportStatus',
          'Reports one claim.',
          CREATED,
          originalFields.extend(additiveFields.partial().shape),
        ),
      },
      '/api/v1/status/{cluster}': {
        parameters: [parameter('cluster')],
        get: operation('listClusterStatus', 'The stored statuses of a cluster.', LIST),
        delete: operation('forgetCluster', 'Removes a cluster that no longer exists.', DELETED),
      },
      '/api/v1/status/{cluster}/{claimRef}': {
        parameters: [parameter('cluster'), parameter('claimRef')],
        delete: operation('forgetClaim', 'Removes a claim.', DELETED),
      },
      '/api/v1/history/{cluster}/{claimRef}': {
        parameters: [parameter('cluster'), parameter('claimRef')],
        get: operation('history', 'The last 50 transitions of a claim, by kind.', {
          200: json(z.array(z.object({}))),
          ...refusals(401, 404),
        }),
      },
      '/api/v1/status:batch': {
        post: operation('reportBatch', 'Reports many claims of a session, all or none.', CREATED, batchBody),
      },
      '/api/v1/sessions': {
        post: operation(
          'openSession',
          'Gives an informer an epoch, and the lease of its kinds.',
          { 201: json(z.object({ epoch: z.int() })), ...refusals(400, 401, 403, 409, 413, 422, 503) },
          sessionBody,
        ),
      },
      '/api/v1/sessions/{epoch}/digest': {
        parameters: [parameter('epoch')],
        post: operation(
          'compareDigest',
          'Tells in which buckets informer and collector differ.',
          {
            200: json(z.object({ differing: z.array(z.int()) })),
            ...refusals(400, 401, 403, 409, 413, 422, 503),
          },
          digestBody,
        ),
      },
      '/healthz': { get: operation('health', 'Whether the process runs.', { 200: json(statusOf('ok')) }) },
      '/readyz': {
        get: operation('readiness', 'Whether reports are kept.', {
          200: json(statusOf('ready')),
          503: json(error),
        }),
      },
      '/version': {
        get: operation('version', 'Version and commit.', {
          200: json(z.object({ commit: z.string(), version: z.string() })),
        }),
      },
      '/metrics': { get: operation('metrics', 'Figures for Prometheus.', text('text/plain')) },
      '/openapi.json': { get: operation('describe', 'This document.', { 200: json(z.looseObject({})) }) },
      '/openapi.yaml': { get: operation('describeAsYaml', 'This document.', text('application/yaml')) },
    },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  };
}

const LIST = { 200: json(z.array(entry)), ...refusals(401, 503) };
const CREATED = { 201: json(statusOf('created')), ...refusals(400, 401, 403, 409, 413, 422, 503, 507) };
const DELETED = { 200: json(statusOf('deleted')), ...refusals(401, 403, 404, 503) };

function operation(operationId: string, summary: string, responses: object, body?: z.ZodType): object {
  return {
    operationId,
    summary,
    ...(body !== undefined && { requestBody: { required: true, ...json(body) } }),
    responses,
  };
}

function json(schema: z.ZodType): { description: string; content: object } {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return { description: '', content: { 'application/json': { schema: plain } } };
}

function text(type: string): object {
  return { 200: { description: '', content: { [type]: { schema: { type: 'string' } } } } };
}

function refusals(...statuses: readonly number[]): object {
  return Object.fromEntries(statuses.map((status) => [status, json(error)]));
}

function statusOf(value: string): z.ZodType {
  return z.object({ status: z.literal(value) });
}

function parameter(name: string): object {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}
