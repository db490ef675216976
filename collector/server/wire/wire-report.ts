import { z } from 'zod';
import { boundedMessage } from '../../../core/status/bounded-message';

const name = z.string().min(1).max(253);
const message = z.string().transform(boundedMessage);
const reason = z.string().max(1024);

/** A condition. */
export const condition = z
  .object({
    status: z.enum(['True', 'False', 'Unknown']),
    reason: reason.optional(),
    message: message.optional(),
  })
  .describe('A condition of the claim: Ready or Synced.');

const link = z.object({
  apiVersion: z.string().max(317).optional(),
  kind: name,
  namespace: z.string().max(253).optional(),
  name,
});

const cause = link
  .extend({
    reason: reason.optional(),
    message: message.optional(),
    chain: z.array(link).max(32).optional().describe('From the composite of the claim down to the object.'),
  })
  .describe('The deepest failing object behind the claim.');

/** Go's RFC 3339 has seconds; its readers take no time without them. */
const SECONDS = /T\d\d:\d\d:\d\d/;

const counter = z.int().nonnegative();

/** The fields that a report may have beside those of the original. */
export const additiveFields = z.object({
  apiVersion: z.string().min(1).max(317),
  kind: name,
  namespace: z.string().max(253).optional().describe('Default: the part of claimRef before the slash.'),
  name: name.optional().describe('Default: the part of claimRef behind the slash.'),
  uid: z.string().min(1).max(128).optional(),
  generation: counter.optional(),
  observedGeneration: counter.optional(),
  deletionTimestamp: z.iso.datetime({ offset: true }).optional(),
  ready: condition.optional(),
  synced: condition.optional(),
  cause: cause.optional(),
  observedAt: z.iso.datetime({ offset: true }).regex(SECONDS).max(64).optional(),
  epoch: counter.optional().describe('Of the session; see POST /api/v1/sessions.'),
  sequence: counter.optional().describe('Increasing within the epoch.'),
  deleted: z.boolean().optional(),
});

/** The additive fields of a report of a typed claim. */
export type AdditiveFields = z.output<typeof additiveFields>;

/** Longest reference of a batch, in UTF-16 units. */
export const LONGEST_REFERENCE = 1024;

/** A typed report as a batch holds it. */
const typedReport = additiveFields.extend({
  claimRef: z.string().min(1).max(LONGEST_REFERENCE),
  statusMessage: z.string().transform(boundedMessage),
});

const kind = z.object({ apiVersion: z.string().min(1).max(317), kind: name });
const bucket = z.int().min(0).max(255);

/** Most reports of a batch. */
export const MOST_REPORTS = 10_000;

/** A batch without its reports. */
export const batchAround = z.object({
  cluster: name,
  epoch: counter.optional(),
  complete: z
    .array(kind.extend({ buckets: z.array(bucket).max(256), sequence: counter }))
    .max(100)
    .optional()
    .describe('Buckets that the batch holds completely: claims that are not in it are gone.'),
  unreadable: z
    .array(kind.extend({ reason }))
    .max(100)
    .optional()
    .describe('Kinds that the informer cannot read.'),
});

/** Body of `POST /api/v1/status:batch`. */
export const batchBody = batchAround.extend({ reports: z.array(typedReport).max(MOST_REPORTS) });

/** Body of `POST /api/v1/sessions`. */
export const sessionBody = z.object({
  cluster: name,
  informer: name.describe('Name of the process, for people.'),
  kinds: z.array(kind).min(1).max(1000),
  standby: z.boolean().default(false).describe('Wait for the lease of another session to end.'),
});

/** Body of `POST /api/v1/sessions/{epoch}/digest`. */
export const digestBody = kind.extend({
  cluster: name,
  buckets: z.array(z.string().max(64)).length(256),
});
