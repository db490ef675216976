import { apiGroup } from '../../../core/object-identity';
import { type DampingRules, publishedStatus } from '../../store/damping';
import { kindKey } from '../../store/decide/status-book';
import { type SilenceRules, silentClusters } from '../../store/silent-clusters';
import type { KindState, StatusSnapshot } from '../../store/status-store';
import type { StoredStatus } from '../../store/stored-status';
import type { ObservedClaim } from './observed-claim';

/** When what is stored is published, and when a cluster is silent. Milliseconds. */
export interface ObserveRules {
  readonly damping: DampingRules;
  readonly silence: SilenceRules;
}

/** What a registry is told: published states, not stored ones; claims that are gone; since when nothing is known. */
export function observedClaims(
  { statuses, gone, kinds, clusters }: StatusSnapshot,
  { damping, silence }: ObserveRules,
  now: number,
): ObservedClaim[] {
  const unreadable = new Map(kinds.map((kind) => [kindKey(kind.cluster, kind), kind]));
  const silent = silentClusters(clusters, silence, now);
  const heard = new Map(
    clusters.flatMap(({ cluster, seenAt, isLegacy }) => (isLegacy ? [] : [[cluster, seenAt]])),
  );
  return [...statuses, ...gone].map((status) => ({
    cluster: status.cluster,
    claimRef: status.claimRef,
    ...(status.identity !== undefined && { identity: status.identity }),
    status: publishedStatus(status, now, damping),
    wasReady: wasReady(status, now, damping),
    receivedAt: status.receivedAt,
    ...(heard.has(status.cluster) && { heardAt: heard.get(status.cluster) ?? now }),
    firstSeenAt: status.firstSeenAt,
    ...(status.generationAt !== undefined && { generationAt: status.generationAt }),
    readyChangedAt: status.changedAt.ready,
    isSuccessor: status.deadUids.length > 0,
    isDeleting: status.status.deletionTimestamp !== undefined,
    ...(status.deletedAt !== undefined && { goneSince: status.deletedAt }),
    ...unreadableOf(status, unreadable),
    ...(silent.has(status.cluster) && { silentSince: silent.get(status.cluster) ?? now }),
  }));
}

/** A first Ready that is not published so far is none: else what is being created would seem to have failed until then. */
function wasReady(status: StoredStatus, now: number, damping: DampingRules): boolean {
  const { readyAt } = status;
  if (readyAt === undefined) return false;
  return (
    now - readyAt >= damping.stableAfter || publishedStatus(status, now, damping).ready?.status === 'True'
  );
}

function unreadableOf(
  { cluster, identity }: StoredStatus,
  kinds: ReadonlyMap<string, KindState>,
): Pick<ObservedClaim, 'unreadable'> {
  if (identity === undefined) return {};
  const kind = kinds.get(kindKey(cluster, { group: apiGroup(identity), kind: identity.kind }));
  if (kind?.unreadableSince === undefined) return {};
  return { unreadable: { since: kind.unreadableSince, reason: kind.reason ?? 'it cannot be listed' } };
}
