import type { Cause, ClaimStatus } from '../../../core/status/claim-status';
import type { Condition } from '../../../core/status/condition';
import { boundedMessage, boundedText } from '../../../core/status/bounded-message';
import { reportKey } from '../../../core/status/report-key';
import type { DigestEntry } from '../../../core/status/status-digest';
import type { ClaimSummary, ConditionSummary } from '../claim-summary';
import { apiVersionOf } from '../kind-names';

/** Longest reason that the collector takes. */
const LONGEST_REASON = 1024;

/** What is reported of a claim: its summary, and what was found behind it. */
export interface ReportedClaim {
  readonly claim: ClaimSummary;
  readonly cause?: Cause;
}

/** `<namespace>/<name>`, and `/<name>` without a namespace: the original's reference (collector-and-registry.md §1.7). */
export function claimRef({ namespace, name }: Pick<ClaimSummary, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

/** The original's report, in its order of fields. */
export function originalReport(
  cluster: string,
  claim: Pick<ClaimSummary, 'namespace' | 'name' | 'originalMessage'>,
): string {
  return JSON.stringify({ cluster, claimRef: claimRef(claim), statusMessage: claim.originalMessage });
}

/** A report of a session, as `POST /api/v1/status:batch` takes it: the original's fields first. */
export function typedReport(
  { claim, cause }: ReportedClaim,
  { sequence, observedAt, deleted }: { sequence: number; observedAt: number; deleted: boolean },
): string {
  return JSON.stringify({
    claimRef: claimRef(claim),
    ...statusOf({ claim, cause }),
    apiVersion: apiVersionOf(claim),
    kind: claim.kind,
    ...(claim.uid !== '' && { uid: claim.uid }),
    observedAt: new Date(observedAt).toISOString(),
    sequence,
    ...(deleted && { deleted }),
  });
}

/** The state that is reported. `statusMessage` is the original's, also where there is a cause. */
export function statusOf({ claim, cause }: ReportedClaim): ClaimStatus {
  const { generation, observedGeneration, deletionTimestamp, ready, synced, originalMessage } = claim;
  return {
    statusMessage: boundedMessage(originalMessage),
    generation,
    observedGeneration,
    deletionTimestamp,
    ready: ready && conditionOf(ready),
    synced: synced && conditionOf(synced),
    cause,
  };
}

/**
 * A claim as the collector's digest counts it: what it keeps of a message is redacted.
 *
 * @param redact - of `core/secrets`
 */
export function digestEntry(
  cluster: string,
  reported: ReportedClaim,
  redact: (text: string) => string,
): DigestEntry {
  const { claim } = reported;
  const { statusMessage, ready, synced, cause, ...rest } = statusOf(reported);
  const withWords = <T extends { readonly message?: string }>(value: T): T =>
    value.message === undefined ? value : { ...value, message: redact(value.message) };
  const { namespace, name, kind } = claim;
  return {
    key: reportKey({
      cluster,
      claimRef: claimRef(claim),
      identity: { apiVersion: apiVersionOf(claim), kind, namespace, name },
    }),
    ...(claim.uid !== '' && { uid: claim.uid }),
    status: {
      ...rest,
      statusMessage: redact(statusMessage),
      ready: ready && withWords(ready),
      synced: synced && withWords(synced),
      cause: cause && withWords(cause),
    },
  };
}

function conditionOf({ status, reason, message }: ConditionSummary): Condition {
  return {
    status,
    ...(reason !== '' && { reason: boundedText(reason, LONGEST_REASON) }),
    ...(message !== '' && { message: boundedMessage(message) }),
  };
}
