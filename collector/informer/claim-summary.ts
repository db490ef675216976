/** What is kept of a condition of an object. */
export interface ConditionSummary {
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly lastTransitionTime?: string;
}

/** How an object names another one. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** What is kept of an object of a watched kind: a tenth of it. */
export interface ClaimSummary {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly kind: string;
  /** Empty for cluster-scoped objects. */
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly generation: number;
  /** The oldest generation that Ready and Synced speak of; undefined where they do not say. */
  readonly observedGeneration?: number;
  readonly ready?: ConditionSummary;
  readonly synced?: ConditionSummary;
  readonly deletionTimestamp?: string;
  /** `spec.resourceRef`: the composite behind a claim. */
  readonly composite?: ObjectReference;
  /** `spec.resourceRefs`, else `spec.crossplane.resourceRefs`: what is composed; at most 200. */
  readonly composed: readonly ObjectReference[];
  /** What the original's informer would put in `statusMessage`. */
  readonly originalMessage: string;
}
