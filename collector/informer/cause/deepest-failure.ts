import { compareText } from '../../../core/text/compare-text';
import { FAILURE_RANKS, type ObjectFailure, objectFailure, saysHowItIs } from './object-failure';
import type { Walk, WalkedObject } from './walked-object';

/** A reference to something younger than this is one that is being created, in milliseconds. */
const YOUNG = 60_000;
/** Names that are listed in a message. */
const MOST_NAMES = 5;

/** The object that a claim waits for, and what is wrong with it. */
export interface Failing {
  /** Its place in the walk. */
  readonly place: number;
  readonly failure: ObjectFailure;
}

/** What is known beside a walk. */
export interface FailureContext {
  /** The claim says that it is Ready and Synced: then only what does not travel up counts. */
  readonly isHealthy: boolean;
  /** Since when claim and composite say different things about Ready, where that lasts too long; milliseconds since 1970. */
  readonly disagreesSince?: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * The deepest object that fails: by rank, then the deeper one, then the one that has failed longest, then by name, so that two walks over the same objects find the same.
 * What only says that something below is not ready does not count where something below is found. The claim itself counts where its own pass failed, or where
 * nothing below says why it waits.
 *
 * @returns undefined where nothing fails
 */
export function deepestFailure(walk: Walk, context: FailureContext): Failing | undefined {
  const { objects } = walk;
  const all = objects.flatMap((object, place) => {
    const failure = failureOf(walk, object, context);
    return failure === undefined ? [] : [{ place, failure }];
  });
  if (context.disagreesSince !== undefined) all.push(...disagreement(walk, context.disagreesSince));
  const counting = all.filter(({ failure }) => !context.isHealthy || TRAVEL_NOT.has(failure.rank));
  const explained = explainedBy(objects, counting);
  const [worst] = counting
    .filter(({ place, failure }) => !(failure.isOfBelow === true && explained.has(place)))
    .sort((one, other) => compareFailing(objects, one, other));
  if (worst === undefined) return undefined;
  const { place, failure } = worst;
  const { rank, isOfBelow } = failure;
  if (isOfBelow !== true) return place === 0 && !OF_ITSELF.has(rank) ? undefined : worst;
  const silent = silentLeaves(objects, place);
  // That a claim waits says nothing new about it, what it waits for without a word does.
  if (place === 0 && silent === '') return undefined;
  return { place, failure: { ...failure, message: [failure.message, silent].filter(Boolean).join('; ') } };
}

/** Failures that leave claim and composite Ready and Synced (crossplane-status-facts.md §3). */
const TRAVEL_NOT = new Set<ObjectFailure['rank']>(['not-synced', 'async-failed', 'disagrees']);
/** Failures of the claim itself that are a cause. */
const OF_ITSELF = new Set<ObjectFailure['rank']>(['not-synced', 'async-failed']);

function failureOf(
  { objects }: Walk,
  { learned, reference, parents, depth }: WalkedObject,
  { now }: FailureContext,
): ObjectFailure | undefined {
  const isClaimDeleting = isDeleting(objects[0]);
  const what = `${reference.kind || 'an object'} ${reference.name}`.trim();
  switch (learned.type) {
    case 'unread':
      return undefined;
    case 'forbidden':
      return { rank: 'forbidden', reason: 'Forbidden', message: `not allowed to read ${what}` };
    case 'absent': {
      if (isClaimDeleting || isYoung(objects, parents[0], now)) return undefined;
      const isNamed = reference.name !== '';
      return isNamed
        ? { rank: 'absent', reason: 'NotFound', message: `${what} does not exist` }
        : { rank: 'absent', reason: 'NotCreated', message: `${what} is not created yet` };
    }
    case 'object': {
      const { facts } = learned;
      const failure = objectFailure(facts);
      const isWorse = failure?.rank === 'not-synced' || failure?.rank === 'async-failed';
      if (isWorse || !isClaimDeleting || depth === 0) return failure;
      if (!facts.hasFinalizers) return undefined;
      return { rank: 'deleting', reason: 'Deleting', message: `the deletion waits for ${what}` };
    }
  }
}

function* disagreement({ objects }: Walk, since: number): Generator<Failing> {
  const [claim, composite] = objects;
  if (claim?.learned.type !== 'object' || composite?.learned.type !== 'object') return;
  const said = [claim.learned.facts, composite.learned.facts].map(({ conditions }) => {
    const ready = conditions.find(({ type }) => type === 'Ready');
    return `Ready=${ready?.status ?? 'Unknown'}${ready?.reason ? ` (${ready.reason})` : ''}`;
  });
  const time = new Date(since).toISOString().replace(/\.\d+Z$/, 'Z');
  const message = `the claim says ${said[0] ?? ''}, its composite says ${said[1] ?? ''}, since ${time}`;
  yield { place: 1, failure: { rank: 'disagrees', reason: 'Disagrees', message, since } };
}

function compareFailing(objects: readonly WalkedObject[], one: Failing, other: Failing): number {
  const [a, b] = [objects[one.place], objects[other.place]] as [WalkedObject, WalkedObject];
  return (
    FAILURE_RANKS.indexOf(one.failure.rank) - FAILURE_RANKS.indexOf(other.failure.rank) ||
    b.depth - a.depth ||
    (one.failure.since ?? Infinity) - (other.failure.since ?? Infinity) ||
    compareText(nameOf(a), nameOf(b))
  );
}

function nameOf({ reference: { apiVersion, kind, namespace, name } }: WalkedObject): string {
  return [kind, namespace ?? '', name, apiVersion].join('\n');
}

/** Places that something found below explains. What itself only points below explains those above it alone: in a circle all would explain each other. */
function explainedBy(objects: readonly WalkedObject[], counting: readonly Failing[]): ReadonlySet<number> {
  const explained = new Set<number>();
  for (const { place, failure } of counting) {
    const depth = objects[place]?.depth ?? 0;
    for (const above of ancestors(objects, place)) {
      if (failure.isOfBelow !== true || (objects[above]?.depth ?? 0) < depth) explained.add(above);
    }
  }
  return explained;
}

function ancestors(objects: readonly WalkedObject[], place: number): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [place];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const parent of objects[next]?.parents ?? []) {
      if (parent === place || found.has(parent)) continue;
      found.add(parent);
      open.push(parent);
    }
  }
  return found;
}

function isDeleting(object: WalkedObject | undefined): boolean {
  return object?.learned.type === 'object' && object.learned.facts.isDeleting;
}

/** What a composite made lately may refer to what is not there yet. */
function isYoung(objects: readonly WalkedObject[], parent: number | undefined, now: number): boolean {
  const learned = parent === undefined ? undefined : objects[parent]?.learned;
  const createdAt = learned?.type === 'object' ? learned.facts.createdAt : undefined;
  return createdAt !== undefined && now - createdAt < YOUNG;
}

/** Objects below that never say how they are: a composition without a readiness rule for them waits for ever. */
function silentLeaves(objects: readonly WalkedObject[], place: number): string {
  const names = objects.flatMap(({ learned, parents, reference }) => {
    const isSilent =
      learned.type === 'unread' ||
      (learned.type === 'object' && learned.facts.references === undefined && !saysHowItIs(learned.facts));
    return parents.includes(place) && isSilent ? [`${reference.kind} ${reference.name}`] : [];
  });
  if (names.length === 0) return '';
  const more = names.length - MOST_NAMES;
  const listed = names.slice(0, MOST_NAMES).join(', ');
  return `without a condition Ready: ${listed}${more > 0 ? ` and ${more} more` : ''}`;
}
