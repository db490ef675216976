import type { ObjectCondition, ObjectFacts } from './object-facts';

/**
 * How telling a failure is, the most first. What is not synced tells why; what is not ready may only wait for that; what is absent or may not be read is known to be
 * a gap; what is not ready without a word tells least (crossplane-status-facts.md §5).
 */
export const FAILURE_RANKS = [
  'not-synced',
  'async-failed',
  'disagrees',
  'not-ready',
  'absent',
  'forbidden',
  'deleting',
  'not-ready-silent',
  'paused',
] as const;
/** One of them. */
export type FailureRank = (typeof FAILURE_RANKS)[number];

/** What is wrong with one object. */
export interface ObjectFailure {
  readonly rank: FailureRank;
  readonly reason: string;
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly since?: number;
  /** It only says that something below is not ready. */
  readonly isOfBelow?: boolean;
}

/** Conditions that say by False that an object does not work, of families without Ready. */
const GOOD = ['Ready', 'Available', 'Healthy'];
/** Those that say it by True: kstatus, Jobs, ReplicaSets, Flux, operators. */
const BAD = ['Failed', 'Stalled', 'Degraded', 'ReplicaFailure'];
/** Reasons of Ready=False that point below: Crossplane's composites and claims. */
const OF_BELOW = new Set(['Creating', 'Waiting']);
const PAUSED = 'ReconcilePaused';

/** The worst that an object says of itself; undefined where it says nothing bad. */
export function objectFailure(facts: ObjectFacts): ObjectFailure | undefined {
  const synced = condition(facts, 'Synced');
  const isPaused = synced?.status === 'False' && synced.reason === PAUSED;
  if (synced?.status === 'False' && !isPaused) return failure('not-synced', synced);
  const operation = condition(facts, 'LastAsyncOperation');
  if (operation?.status === 'False') return failure('async-failed', operation);
  const bad = notReady(facts);
  if (bad !== undefined && bad.message !== '') {
    const isOfBelow = facts.references !== undefined && OF_BELOW.has(bad.reason);
    return { ...failure('not-ready', bad), isOfBelow };
  }
  if (isPaused) {
    return {
      ...failure('paused', synced),
      message: synced.message || 'it is paused, Crossplane does not reconcile it',
    };
  }
  return bad && { ...failure('not-ready-silent', bad), isOfBelow: facts.references !== undefined };
}

/** Whether an object has a condition that says how it is. */
export function saysHowItIs(facts: ObjectFacts): boolean {
  return facts.conditions.some(({ type }) => GOOD.includes(type) || BAD.includes(type));
}

/** A condition by its type; there is one of each. */
function condition({ conditions }: ObjectFacts, type: string): ObjectCondition | undefined {
  return conditions.find((each) => each.type === type);
}

function notReady(facts: ObjectFacts): ObjectCondition | undefined {
  for (const type of GOOD) {
    const good = condition(facts, type);
    if (good?.status === 'False') return good;
  }
  return facts.conditions.find(({ type, status }) => BAD.includes(type) && status === 'True');
}

function failure(rank: FailureRank, { type, reason, message, since }: ObjectCondition): ObjectFailure {
  return { rank, reason: reason === '' ? type : reason, message, ...(since !== undefined && { since }) };
}
