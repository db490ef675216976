import type { ObservedClaim } from '../../../collector/reconciler/observed/observed-claim';

/** When everything of these tests happens: 2026-11-27T10:00:00Z. */
export const NOW = Date.UTC(2026, 10, 27, 10);

/** A claim that is Ready since long ago. */
export function observed(name: string, more: Partial<ObservedClaim> = {}): ObservedClaim {
  const identity = { apiVersion: 'acme.io/v1', kind: 'Database', namespace: 'shop', name };
  return {
    cluster: 'prod',
    claimRef: `shop/${name}`,
    identity,
    status: { statusMessage: 'Ready=True', ready: { status: 'True' }, synced: { status: 'True' } },
    receivedAt: NOW - 5_000,
    firstSeenAt: NOW - 86_400_000,
    wasReady: true,
    isDeleting: false,
    ...more,
  };
}

/** A claim that only the original's informer reported. */
export function legacy(
  claimRef: string,
  statusMessage: string,
  more: Partial<ObservedClaim> = {},
): ObservedClaim {
  const { identity: _, ...claim } = observed(claimRef);
  return { ...claim, claimRef, status: { statusMessage }, wasReady: false, ...more };
}
