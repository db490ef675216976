import { apiGroup } from '../../../core/object-identity';
import { compareText } from '../../../core/text/compare-text';
import { type DampingRules, publishedStatus } from '../../store/damping';
import { kindKey } from '../../store/decide/status-book';
import { silentClusters } from '../../store/silent-clusters';
import type { StatusSnapshot } from '../../store/status-store';
import type { StoredStatus } from '../../store/stored-status';
import type { CollectorContext } from './service-context';

/**
 * Entries of `GET /api/v1/status`: the original's four fields first, then what is known beyond them; sorted by cluster, reference and kind.
 */
export function statusEntries(
  { statuses, kinds, clusters }: StatusSnapshot,
  { silence, damping }: Pick<CollectorContext, 'silence' | 'damping'>,
  now: number,
): readonly object[] {
  const unreadable = new Map(kinds.map((kind) => [kindKey(kind.cluster, kind), kind.unreadableSince]));
  const silent = silentClusters(clusters, silence, now);
  return [...statuses]
    .sort(
      (one, other) =>
        compareText(one.cluster, other.cluster) ||
        compareText(one.claimRef, other.claimRef) ||
        compareText(one.identity?.kind ?? '', other.identity?.kind ?? ''),
    )
    .map((status) => ({
      ...entryOf(status),
      published: heldBack(status, now, damping),
      unreadableSince: timeOf(unreadableSince(status, unreadable)),
      unknownSince: timeOf(silent.get(status.cluster)),
    }));
}

function entryOf({
  cluster,
  claimRef,
  identity,
  status,
  receivedAt,
  uid,
  order,
  observedAt,
}: StoredStatus): object {
  const { statusMessage, generation, observedGeneration, deletionTimestamp, ready, synced, cause } = status;
  return {
    cluster,
    claimRef,
    statusMessage,
    receivedAt: timeOf(receivedAt),
    ...identity,
    uid,
    generation,
    observedGeneration,
    deletionTimestamp,
    ready,
    synced,
    cause,
    observedAt,
    ...order,
  };
}

/** What is published of Ready and Synced, where that is not what is stored. */
function heldBack(status: StoredStatus, now: number, damping: DampingRules): object | undefined {
  const { ready, synced, flapping } = publishedStatus(status, now, damping);
  const isSame = ready === status.status.ready && synced === status.status.synced && flapping === undefined;
  return isSame ? undefined : { ready, synced, flapping };
}

/** RFC 3339 in seconds, as the original writes it. */
function timeOf(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined) return undefined;
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

function unreadableSince(
  { cluster, identity }: StoredStatus,
  unreadable: ReadonlyMap<string, number | undefined>,
): number | undefined {
  if (identity === undefined) return undefined;
  return unreadable.get(kindKey(cluster, { group: apiGroup(identity), kind: identity.kind }));
}
