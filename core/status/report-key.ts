import { apiGroup } from '../object-identity';
import type { ClaimReport } from './claim-status';

/**
 * A key that is equal exactly for reports about one claim: cluster, API group, kind, namespace and name. A report of the original's format has a slot of its own by
 * cluster and reference. JSON keeps the parts apart whatever stands in them (the original joins them by `/`: collector-and-registry.md §1.5).
 */
export function reportKey({
  cluster,
  claimRef,
  identity,
}: Pick<ClaimReport, 'cluster' | 'claimRef' | 'identity'>): string {
  if (identity === undefined) return JSON.stringify([cluster, claimRef]);
  return JSON.stringify([cluster, apiGroup(identity), identity.kind, identity.namespace, identity.name]);
}
