import { apiGroup } from '../../../core/object-identity';
import type { ClaimReport } from '../../../core/status/claim-status';
import { bucketOf } from '../../../core/status/status-digest';
import type { ClaimKind, CompleteBuckets, KindAbsences, Session } from '../status-store';

/**
 * Whether a complete list of the session, of a later time than the report, did not hold a claim that nothing is known of: then it came and went before the collector heard of it, and
 * a report that arrives late does not bring it back.
 */
export function wasAbsent({ absences = [] }: Session, report: ClaimReport, key: string): boolean {
  const { identity, order } = report;
  if (absences.length === 0 || identity === undefined || order === undefined) return false;
  const kind = { group: apiGroup(identity), kind: identity.kind };
  const listed = absences.find((each) => isSameKind(each, kind))?.sequences[bucketOf(key)];
  return listed !== undefined && order.sequence <= listed;
}

/** The session, with what its complete lists say about claims that they do not hold. */
export function withAbsences(session: Session, complete: readonly CompleteBuckets[]): Session {
  let absences = session.absences ?? [];
  for (const { group, kind, buckets, sequence } of complete) {
    const before = absences.find((each) => isSameKind(each, { group, kind }));
    const sequences = [...(before?.sequences ?? Array.from({ length: BUCKETS }, () => -1))];
    for (const bucket of buckets) sequences[bucket] = Math.max(sequences[bucket] ?? -1, sequence);
    absences = [
      ...absences.filter((each) => each !== before),
      { group, kind, sequences } satisfies KindAbsences,
    ];
  }
  return { ...session, absences };
}

const BUCKETS = 256;

function isSameKind(one: ClaimKind, other: ClaimKind): boolean {
  return one.kind === other.kind && one.group === other.group;
}
