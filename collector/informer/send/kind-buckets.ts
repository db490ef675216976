import { setImmediate } from 'node:timers/promises';
import { redactText } from '../../../core/secrets/redact-text';
import { reportKey } from '../../../core/status/report-key';
import { bucketOf, digestOf } from '../../../core/status/status-digest';
import { apiVersionOf } from '../kind-names';
import type { BoxedClaim, BoxedKind } from './claim-box';
import { claimRef, digestEntry } from './claim-report';

/** Claims that are hashed without a break for others. */
const AT_ONCE = 1_000;
const BUCKETS = 256;

/** The claims of a kind that stand, by bucket. Hashing 100,000 takes half a second: in slices, so that nothing waits for all of it. */
export async function bucketsOf(cluster: string, { claims }: BoxedKind): Promise<readonly BoxedClaim[][]> {
  const buckets: BoxedClaim[][] = Array.from({ length: BUCKETS }, () => []);
  let count = 0;
  for (const boxed of [...claims.values()]) {
    if (boxed.isGone) continue;
    buckets[bucketOf(keyOf(cluster, boxed))]?.push(boxed);
    count += 1;
    if (count % AT_ONCE === 0) await setImmediate();
  }
  return buckets;
}

/** The hash of every bucket, as the collector counts it. */
export async function hashesOf(
  cluster: string,
  buckets: readonly BoxedClaim[][],
): Promise<readonly string[]> {
  const redact = remembering(redactText);
  const hashes: string[] = [];
  let count = 0;
  for (const [bucket, claims] of buckets.entries()) {
    hashes.push(
      claims.length === 0
        ? ''
        : (digestOf(claims.map((claim) => digestEntry(cluster, claim, redact)))[bucket] ?? ''),
    );
    count += claims.length;
    if (count < AT_ONCE) continue;
    count = 0;
    await setImmediate();
  }
  return hashes;
}

function keyOf(cluster: string, { claim }: BoxedClaim): string {
  const { namespace, name, kind } = claim;
  const identity = { apiVersion: apiVersionOf(claim), kind, namespace, name };
  return reportKey({ cluster, claimRef: claimRef(claim), identity });
}

/** Claims say the same over and over. */
function remembering(redact: (text: string) => string): (text: string) => string {
  const seen = new Map<string, string>();
  return (text) => {
    let redacted = seen.get(text);
    if (redacted === undefined) {
      redacted = redact(text);
      if (seen.size >= 1_000) seen.clear();
      seen.set(text, redacted);
    }
    return redacted;
  };
}
