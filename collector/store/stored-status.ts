import type { ClaimReport, ClaimStatus } from '../../core/status/claim-status';
import type { Condition, ConditionStatus } from '../../core/status/condition';

/** What is published of the conditions that are damped; see `damping.ts`. */
export interface Published {
  readonly ready?: Condition;
  readonly synced?: Condition;
}

/** All that is kept of a claim in a cluster. Times are milliseconds since 1970, of the collector's clock. */
export interface StoredStatus extends Omit<ClaimReport, keyof ClaimStatus | 'deleted'> {
  readonly status: ClaimStatus;
  readonly receivedAt: number;
  /** When the claim was found gone. */
  readonly deletedAt?: number;
  /** UIDs of earlier objects under this name: they never return. The newest are kept. */
  readonly deadUids: readonly string[];
  readonly published: Published;
  /** When the status of Ready and that of Synced changed last. */
  readonly changedAt: { readonly ready: number; readonly synced: number };
  /** Earlier changes that may count as flapping, oldest first. */
  readonly recentChanges: readonly number[];
  /** When this object was reported first. */
  readonly firstSeenAt: number;
  /** When it was first reported Ready. */
  readonly readyAt?: number;
  /** When its generation was first reported; undefined where reports have none. */
  readonly generationAt?: number;
}

/** Transitions that are kept of a claim. */
export const MOST_TRANSITIONS = 50;

/** A change of what a claim is, not a refresh of it. */
export interface Transition {
  readonly at: number;
  readonly ready?: ConditionStatus;
  readonly synced?: ConditionStatus;
  readonly reason?: string;
  readonly statusMessage: string;
  readonly deleted?: true;
}

/** What became of a report. `stored`: something new. `refreshed`: the same as before, seen again. `stale`: an older or equal one, or of a dead object. */
export type ReportOutcome = 'stored' | 'refreshed' | 'stale';
