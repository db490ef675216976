import { DAMPING, type DampingRules } from '../damping';

/** What decisions of a store go by. */
export interface StoreRules {
  readonly damping: DampingRules;
  /** How long a session that says nothing holds its lease, in milliseconds. */
  readonly lease: number;
  /** Claims that a cluster may have, those that are gone counted until they are forgotten. */
  readonly claimsPerCluster: number;
  readonly clusters: number;
}

/** A lease of 60 seconds, 100,000 claims a cluster, 1,000 clusters. */
export const STORE_RULES: StoreRules = {
  damping: DAMPING,
  lease: 60_000,
  claimsPerCluster: 100_000,
  clusters: 1_000,
};
