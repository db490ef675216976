import type { TypedIdentity } from '../../core/status/claim-status';
import type { StoredStatus } from './stored-status';

/** The parts of a status that change with every report; everything else of it stands in its body. */
type Columns = Pick<StoredStatus, 'cluster' | 'order' | 'receivedAt' | 'observedAt' | 'deletedAt'>;

/** The part of a status that is stored as one JSON text. */
export function bodyOf(status: StoredStatus): string {
  const { claimRef, identity, uid, deadUids, published, changedAt, recentChanges } = status;
  const { firstSeenAt, readyAt, generationAt } = status;
  return JSON.stringify({
    claimRef,
    identity,
    uid,
    status: status.status,
    deadUids,
    published,
    changedAt,
    recentChanges,
    firstSeenAt,
    readyAt,
    generationAt,
  });
}

/** Whether two versions of a status have one body; what is taken over from the earlier one is the same object. */
export function hasSameBody(one: StoredStatus, other: StoredStatus): boolean {
  return (
    one.status === other.status &&
    one.uid === other.uid &&
    one.claimRef === other.claimRef &&
    isSameIdentity(one.identity, other.identity) &&
    one.published === other.published &&
    one.changedAt === other.changedAt &&
    one.recentChanges === other.recentChanges &&
    one.deadUids === other.deadUids &&
    one.firstSeenAt === other.firstSeenAt &&
    one.readyAt === other.readyAt &&
    one.generationAt === other.generationAt
  );
}

/** Reports with one key may name another version of the API group. */
function isSameIdentity(one: TypedIdentity | undefined, other: TypedIdentity | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    one.apiVersion === other.apiVersion &&
    one.kind === other.kind &&
    one.namespace === other.namespace &&
    one.name === other.name
  );
}

/** A status of its columns and its body. */
export function statusOf(columns: Columns, body: string): StoredStatus {
  return { ...(JSON.parse(body) as Omit<StoredStatus, keyof Columns>), ...columns };
}
