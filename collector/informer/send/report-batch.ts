import { apiVersionOf } from '../kind-names';
import type { BoxedClaim, BoxedKind } from './claim-box';
import { typedReport } from './claim-report';

/** A claim in a batch, as it was when the batch was made. */
export interface BatchedClaim {
  readonly boxed: BoxedClaim;
  readonly version: number;
}

/** A batch that is to be sent. */
export interface ReportBatch {
  readonly claims: readonly BatchedClaim[];
  readonly reports: readonly string[];
  /** The sequence of the last report. */
  readonly sequence: number;
}

/** How much goes into one batch. */
export interface BatchBounds {
  readonly reports: number;
  /** UTF-16 units of JSON. */
  readonly size: number;
}

/**
 * Makes a batch of what waits, at least of one claim.
 *
 * @param sequence - the last one that was given out
 */
export function batchOf(claims: Iterable<BoxedClaim>, sequence: number, bounds: BatchBounds): ReportBatch {
  const batched: BatchedClaim[] = [];
  const reports: string[] = [];
  let size = 0;
  for (const boxed of claims) {
    const options = { sequence: sequence + 1, observedAt: boxed.at, deleted: boxed.isGone };
    const report = typedReport(boxed, options);
    if (reports.length > 0 && (reports.length >= bounds.reports || size + report.length > bounds.size)) break;
    sequence += 1;
    size += report.length;
    reports.push(report);
    batched.push({ boxed, version: boxed.version });
  }
  return { claims: batched, reports, sequence };
}

/** What a batch says beside its reports. */
export interface BatchAround {
  readonly cluster: string;
  readonly epoch: number;
  readonly unreadable?: readonly BoxedKind[];
  /** Buckets of a kind that the batch holds whole, as of a sequence. */
  readonly complete?: {
    readonly kind: BoxedKind;
    readonly buckets: readonly number[];
    readonly sequence: number;
  };
}

/** Longest reason of an unreadable kind that the collector takes. */
const LONGEST_REASON = 1024;

/** Body of `POST /api/v1/status:batch`. */
export function batchBody(
  { cluster, epoch, unreadable = [], complete }: BatchAround,
  reports: readonly string[],
): string {
  const around = JSON.stringify({
    cluster,
    epoch,
    ...(unreadable.length > 0 && {
      unreadable: unreadable.map((kind) => ({
        ...kindOf(kind),
        reason: kind.unreadable?.reason.slice(0, LONGEST_REASON) ?? '',
      })),
    }),
    ...(complete !== undefined && {
      complete: [{ ...kindOf(complete.kind), buckets: complete.buckets, sequence: complete.sequence }],
    }),
  });
  return `${around.slice(0, -1)},"reports":[${reports.join(',')}]}`;
}

/** A kind as the collector names it. */
export function kindOf({ kind }: BoxedKind): { readonly apiVersion: string; readonly kind: string } {
  return { apiVersion: apiVersionOf(kind), kind: kind.kind };
}
