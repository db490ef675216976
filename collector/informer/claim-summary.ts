/** A condition, as far as it is kept. Texts are empty where the object has none. */
export interface ConditionSummary {
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly lastTransitionTime?: string;
}

/** A reference as Crossplane records it. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** What is kept of an object of a watched kind. */
export interface ClaimSummary {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly generation: number;
  readonly observedGeneration?: number;
  readonly ready?: ConditionSummary;
  readonly synced?: ConditionSummary;
  readonly deletionTimestamp?: string;
  /** `spec.resourceRef`: the composite of a v1 claim. */
  readonly composite?: ObjectReference;
  /** `spec.resourceRefs` or `spec.crossplane.resourceRefs`: composed objects; at most 200. */
  readonly composed: readonly ObjectReference[];
  /** What the original informer would put in statusMessage. */
  readonly originalMessage: string;
}
