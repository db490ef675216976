import { createHash } from 'node:crypto';
import type { Cause, ChainLink, ClaimStatus } from './claim-status';
import type { Condition } from './condition';

/** Buckets that the claims of a kind are divided into. */
const DIGEST_BUCKETS = 256;

/** A claim as a digest counts it. */
export interface DigestEntry {
  /** See `report-key.ts`. */
  readonly key: string;
  readonly uid?: string;
  readonly status: ClaimStatus;
}

/** Bucket of a claim, from 0 to 255: the first byte of the hash of its key. */
export function bucketOf(key: string): number {
  return sha256(key)[0] as number;
}

/**
 * A hash for each bucket, in order, of keys, UIDs and states in it; empty text for a bucket without claims. Informer and collector that know the same have the same
 * digest, so that after an interruption only what differs is sent (the idea is Maestro's and argocd-agent's resync: pr-and-status.md §2.1).
 */
export function digestOf(entries: Iterable<DigestEntry>): readonly string[] {
  const buckets: string[][] = Array.from({ length: DIGEST_BUCKETS }, () => []);
  for (const entry of entries) buckets[bucketOf(entry.key)]?.push(entryHash(entry));
  return buckets.map((hashes) =>
    hashes.length === 0 ? '' : sha256(hashes.sort().join('')).toString('hex', 0, 16),
  );
}

function entryHash({ key, uid, status }: DigestEntry): string {
  return sha256(JSON.stringify([key, uid ?? null, stateOf(status)])).toString('hex', 0, 16);
}

/** Everything that a status says, in an order of its own: two that say the same give the same text. */
function stateOf({
  statusMessage,
  generation,
  observedGeneration,
  deletionTimestamp,
  ready,
  synced,
  cause,
}: ClaimStatus): unknown {
  return [
    statusMessage,
    generation ?? null,
    observedGeneration ?? null,
    conditionOf(ready),
    conditionOf(synced),
    cause === undefined ? null : causeOf(cause),
    // Added later: without it a digest is what it was.
    ...(deletionTimestamp === undefined ? [] : [deletionTimestamp]),
  ];
}

function conditionOf(condition: Condition | undefined): unknown {
  return condition === undefined
    ? null
    : [condition.status, condition.reason ?? null, condition.message ?? null];
}

function causeOf(cause: Cause): unknown {
  return [linkOf(cause), cause.reason ?? null, cause.message ?? null, (cause.chain ?? []).map(linkOf)];
}

function linkOf({ apiVersion, kind, namespace, name }: ChainLink): unknown {
  return [apiVersion ?? null, kind, namespace ?? null, name];
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
