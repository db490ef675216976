import type { ClaimReport, ClaimStatus, ReportOrder } from '../../core/status/claim-status';
import { isSameStatus } from '../../core/status/same-status';
import { type DampingRules, changedConditions, settled, withChange } from './damping';
import type { ReportOutcome, StoredStatus, Transition } from './stored-status';

/** UIDs of earlier objects that are remembered for a name. */
const MOST_DEAD_UIDS = 256;

/** What a report changes. */
export interface Applied {
  readonly outcome: ReportOutcome | 'unordered';
  /** What is stored from now on; undefined where nothing changes. */
  readonly next?: StoredStatus;
  readonly transition?: Transition;
}

/**
 * What a report makes of what is stored: pure, so that every store decides alike. An order that is not newer than the stored one, and a UID that is known dead, change nothing;
 * a report without an order cannot be placed beside one that has it.
 *
 * @param now - the collector's time, in milliseconds; the informer's clock decides nothing
 */
export function applyReport(
  stored: StoredStatus | undefined,
  report: ClaimReport,
  now: number,
  rules: DampingRules,
): Applied {
  const { uid, order } = report;
  if (uid !== undefined && stored?.deadUids.includes(uid) === true) return { outcome: 'stale' };
  if (stored?.order !== undefined) {
    if (order === undefined) return { outcome: 'unordered' };
    if (!isNewer(order, stored.order)) return { outcome: 'stale' };
  }
  if (report.deleted === true) return withoutClaim(stored, report, now);
  const status = statusOf(report);
  const base = { ...identityOf(report), status, receivedAt: now };
  if (stored === undefined || stored.deletedAt !== undefined || isOtherObject(stored, uid)) {
    // The first report of an object is never held back.
    const published = { ready: status.ready, synced: status.synced };
    const deadUids = stored === undefined ? [] : deadAfter(stored, uid);
    const changedAt = { ready: now, synced: now };
    const lifetime = {
      firstSeenAt: now,
      readyAt: isReady(status) ? now : undefined,
      generationAt: status.generation === undefined ? undefined : now,
    };
    const next = { ...base, ...lifetime, deadUids, published, changedAt, recentChanges: [] };
    return { outcome: 'stored', next, transition: transitionTo(status, now) };
  }
  const { deadUids, published, changedAt, recentChanges, firstSeenAt } = stored;
  const readyAt = stored.readyAt ?? (isReady(status) ? now : undefined);
  const generationAt = generationTime(stored, status, now);
  const known = { ...base, uid: uid ?? stored.uid, firstSeenAt, readyAt, generationAt, deadUids };
  if (isSameStatus(stored.status, status)) {
    return {
      outcome: 'refreshed',
      next: { ...known, status: stored.status, published, changedAt, recentChanges },
    };
  }
  const changed = changedConditions(stored.status, status);
  if (!changed.ready && !changed.synced) {
    const isLegacy = report.identity === undefined;
    return {
      outcome: 'stored',
      next: { ...known, published: settled(stored, now, rules), changedAt, recentChanges },
      ...(isLegacy && { transition: transitionTo(status, now) }),
    };
  }
  return {
    outcome: 'stored',
    next: {
      ...known,
      published: settled(stored, now, rules),
      changedAt: {
        ready: changed.ready ? now : changedAt.ready,
        synced: changed.synced ? now : changedAt.synced,
      },
      recentChanges: withChange(stored, now, rules),
    },
    transition: transitionTo(status, now),
  };
}

/** A claim that is gone, as its informer says or because a complete list does not hold it: its UID is dead, its place in the order stays. */
export function withoutClaim(
  stored: StoredStatus | undefined,
  report: Pick<ClaimReport, 'cluster' | 'claimRef' | 'identity' | 'uid' | 'order' | 'observedAt'>,
  now: number,
): Applied {
  const isKnownGone = stored?.deletedAt !== undefined;
  const status: ClaimStatus = stored?.status ?? { statusMessage: '' };
  const dead = stored === undefined ? [] : deadAfter(stored, undefined);
  const deadUids = report.uid === undefined || dead.includes(report.uid) ? dead : [...dead, report.uid];
  const next: StoredStatus = {
    ...identityOf(report),
    status,
    receivedAt: now,
    deletedAt: stored?.deletedAt ?? now,
    deadUids: deadUids.slice(-MOST_DEAD_UIDS),
    published: {},
    changedAt: { ready: now, synced: now },
    recentChanges: [],
    firstSeenAt: stored?.firstSeenAt ?? now,
    readyAt: stored?.readyAt,
  };
  if (isKnownGone) return { outcome: 'refreshed', next };
  return { outcome: 'stored', next, transition: { ...transitionTo(status, now), deleted: true } };
}

/** Whether an order comes after another one: epochs are issued in order, sequences count within one. */
export function isNewer(order: ReportOrder, than: ReportOrder): boolean {
  return order.epoch > than.epoch || (order.epoch === than.epoch && order.sequence > than.sequence);
}

/** When the generation of a status was first reported. */
function generationTime(stored: StoredStatus, { generation }: ClaimStatus, now: number): number | undefined {
  if (generation === stored.status.generation) return stored.generationAt;
  return generation === undefined ? undefined : now;
}

function isReady({ ready }: ClaimStatus): boolean {
  return ready?.status === 'True';
}

function isOtherObject({ uid }: StoredStatus, reported: string | undefined): boolean {
  return uid !== undefined && reported !== undefined && uid !== reported;
}

/** The dead after the object that is stored went or was followed by another one. */
function deadAfter({ uid, deadUids, deletedAt }: StoredStatus, next: string | undefined): readonly string[] {
  const isDead = uid !== undefined && uid !== next && deletedAt === undefined;
  return isDead ? [...deadUids.slice(-(MOST_DEAD_UIDS - 1)), uid] : deadUids;
}

function identityOf({
  cluster,
  claimRef,
  identity,
  uid,
  order,
  observedAt,
}: Pick<ClaimReport, 'cluster' | 'claimRef' | 'identity' | 'uid' | 'order' | 'observedAt'>): Pick<
  StoredStatus,
  'cluster' | 'claimRef' | 'identity' | 'uid' | 'order' | 'observedAt'
> {
  return { cluster, claimRef, identity, uid, order, observedAt };
}

function statusOf({
  statusMessage,
  generation,
  observedGeneration,
  deletionTimestamp,
  ready,
  synced,
  cause,
}: ClaimReport): ClaimStatus {
  return { statusMessage, generation, observedGeneration, deletionTimestamp, ready, synced, cause };
}

function transitionTo({ statusMessage, ready, synced, cause }: ClaimStatus, at: number): Transition {
  const bad = ready?.status === 'True' ? synced : ready;
  const reason = cause?.reason ?? bad?.reason;
  return {
    at,
    ...(ready && { ready: ready.status }),
    ...(synced && { synced: synced.status }),
    ...(reason !== undefined && { reason }),
    statusMessage,
  };
}
