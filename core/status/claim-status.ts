import type { Condition } from './condition';

/** An object on the way from a claim to what fails. */
export interface ChainLink {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** The deepest failing object behind a claim. */
export interface Cause extends ChainLink {
  readonly reason?: string;
  readonly message?: string;
  /** From the claim's composite down to the object itself. */
  readonly chain?: readonly ChainLink[];
}

/** What is known about a claim in a cluster: one state of it. */
export interface ClaimStatus {
  /** What the original's informer sends: message of Ready, or a stand-in for it. */
  readonly statusMessage: string;
  readonly generation?: number;
  readonly observedGeneration?: number;
  /** Since when it is being deleted: `metadata.deletionTimestamp`. */
  readonly deletionTimestamp?: string;
  readonly ready?: Condition;
  readonly synced?: Condition;
  readonly cause?: Cause;
}

/** What an object is in its cluster, beyond the reference that the original knows. */
export interface TypedIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty for cluster-scoped objects. */
  readonly namespace: string;
  readonly name: string;
}

/** Place of a report in the order of its cluster: epochs are issued by the collector, sequences count within one. */
export interface ReportOrder {
  readonly epoch: number;
  readonly sequence: number;
}

/** What an informer says about one claim. */
export interface ClaimReport extends ClaimStatus {
  readonly cluster: string;
  /** `<namespace>/<name>`, as the original's informer sends it. */
  readonly claimRef: string;
  /** Undefined in reports of the original's format, which say nothing of the kind. */
  readonly identity?: TypedIdentity;
  /** Tells an object from one that was made later under its name. */
  readonly uid?: string;
  /** Undefined where the sender has no session. */
  readonly order?: ReportOrder;
  /** When the informer saw it, by its own clock: for people, never for the order. */
  readonly observedAt?: string;
  /** The claim is gone. */
  readonly deleted?: true;
}
