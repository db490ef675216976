import type { ClaimSummary, ConditionSummary } from '../claim-summary';

/** Since when a claim is not Ready or not Synced, as far as it says so itself; `isUnhealthy` without a time where it does not. */
export interface ClaimHealth {
  readonly isUnhealthy: boolean;
  /** Milliseconds since 1970. */
  readonly since?: number;
}

/** Whether a claim is Ready and Synced. One that is paused is not synced, but nothing failed. */
export function claimHealth({ ready, synced, deletionTimestamp }: ClaimSummary): ClaimHealth {
  const times: number[] = [];
  let isUnhealthy = false;
  const bad = (condition: ConditionSummary | undefined): void => {
    isUnhealthy = true;
    const since = Date.parse(condition?.lastTransitionTime ?? '');
    if (!Number.isNaN(since)) times.push(since);
  };
  if (ready?.status !== 'True') bad(ready);
  if (synced !== undefined && synced.status !== 'True' && synced.reason !== 'ReconcilePaused') bad(synced);
  if (deletionTimestamp !== undefined) {
    isUnhealthy = true;
    const since = Date.parse(deletionTimestamp);
    if (!Number.isNaN(since)) times.push(since);
  }
  return { isUnhealthy, ...(times.length > 0 && { since: Math.min(...times) }) };
}

/** Whether an object says something else about itself than before, as far as a walk is concerned. */
export function saysSomethingElse(before: ClaimSummary, after: ClaimSummary): boolean {
  return (
    isOtherCondition(before.ready, after.ready) ||
    isOtherCondition(before.synced, after.synced) ||
    before.composed.length !== after.composed.length ||
    before.composite?.name !== after.composite?.name ||
    before.deletionTimestamp !== after.deletionTimestamp
  );
}

function isOtherCondition(one: ConditionSummary | undefined, other: ConditionSummary | undefined): boolean {
  return one?.status !== other?.status || one?.reason !== other?.reason || one?.message !== other?.message;
}
