import type { ClaimStatus } from '../../core/status/claim-status';
import type { Condition } from '../../core/status/condition';
import type { Published, StoredStatus } from './stored-status';

/** When a change of Ready or Synced is published. Times in milliseconds. */
export interface DampingRules {
  /** How long a status stands before it is published, and before flapping is over. */
  readonly stableAfter: number;
  /** Time in which changes are counted. */
  readonly flappingWindow: number;
  /** More changes than this in the window are flapping. */
  readonly flappingAbove: number;
}

/** 30 seconds; more than 5 changes in 2 minutes. */
export const DAMPING: DampingRules = { stableAfter: 30_000, flappingWindow: 120_000, flappingAbove: 5 };

/** What the outside sees of a status. */
export interface PublishedStatus extends ClaimStatus {
  /** Changes of Ready and Synced within the window, while there are too many of them. */
  readonly flapping?: number;
}

type Damped = Pick<StoredStatus, 'status' | 'published' | 'changedAt' | 'recentChanges'>;

/** The conditions whose status differs; another reason or message alone is no change. */
export function changedConditions(one: ClaimStatus, other: ClaimStatus): { ready: boolean; synced: boolean } {
  return {
    ready: one.ready?.status !== other.ready?.status,
    synced: one.synced?.status !== other.synced?.status,
  };
}

/**
 * What is published at a time: the stored status, with the conditions as they were before where they changed too short a time ago. A cause, a message and a
 * generation are never held back.
 */
export function publishedStatus(stored: Damped, now: number, rules: DampingRules): PublishedStatus {
  const { ready, synced } = settled(stored, now, rules);
  const flapping = flappingCount(stored, now, rules);
  return { ...stored.status, ready, synced, ...(flapping !== undefined && { flapping }) };
}

/**
 * What is published at a time of the conditions that are damped: those stored, once they stand long enough, else the published ones. Each by itself: one that changes all the
 * time does not hold the other back.
 */
export function settled(
  { status, published, changedAt }: Damped,
  now: number,
  rules: DampingRules,
): Published {
  const isStable = (since: number): boolean => now - since >= rules.stableAfter;
  return {
    ready: isStable(changedAt.ready) ? status.ready : either(published.ready, status.ready),
    synced: isStable(changedAt.synced) ? status.synced : either(published.synced, status.synced),
  };
}

/** The changes that still count after another one. */
export function withChange({ recentChanges }: Damped, now: number, rules: DampingRules): readonly number[] {
  const counted = recentChanges.filter((at) => now - at < rules.flappingWindow);
  // A condition may change many times a second (crossplane#7062): more than can be told is not kept.
  return [...counted.slice(-(MOST_CHANGES - 1)), now];
}

const MOST_CHANGES = 1000;

function flappingCount(
  { recentChanges, changedAt }: Damped,
  now: number,
  { stableAfter, flappingWindow, flappingAbove }: DampingRules,
): number | undefined {
  if (now - Math.max(changedAt.ready, changedAt.synced) >= stableAfter) return undefined;
  const count = recentChanges.filter((at) => now - at < flappingWindow).length;
  return count > flappingAbove ? count : undefined;
}

/** The published condition; in the words of the stored one where both say the same status. */
function either(published: Condition | undefined, stored: Condition | undefined): Condition | undefined {
  return published?.status === stored?.status ? stored : published;
}
