import type { ClusterState } from './status-store';

/** How long a cluster may be silent, in milliseconds. */
export interface SilenceRules {
  readonly session: number;
  /** Of clusters that only send the original's format, which never re-sends; undefined: for ever. */
  readonly legacy: number | undefined;
}

/** Clusters of which nothing was heard for too long, with when they were heard last. */
export function silentClusters(
  clusters: readonly ClusterState[],
  { session, legacy }: SilenceRules,
  now: number,
): ReadonlyMap<string, number> {
  const silent = new Map<string, number>();
  for (const { cluster, seenAt, isLegacy } of clusters) {
    const limit = isLegacy ? legacy : session;
    if (limit !== undefined && now - seenAt > limit) silent.set(cluster, seenAt);
  }
  return silent;
}
