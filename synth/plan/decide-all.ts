import type { ClaimModel } from '../../core/claim-model';
import type { Issue } from '../../core/issue';
import { identityKey, identityOf, type ObjectIdentity } from '../../core/object-identity';
import type { DesiredClaim } from './desired-claim';
import { LineStates } from './line-states';
import { checkChange } from './check-change';
import { mergeProblems, unknownMergeClaims } from './merge-problems';
import { ownedElsewhere } from './owned-elsewhere';
import type { UncountedLine } from './own-lines';
import type { PlanRound } from './plan-round';
import { planWarnings } from './plan-warnings';
import { type RemovedClaim, removedClaims } from './removed-claims';
import { type ClaimOutcome, decideClaim } from './decide-claim';
import { guardTarget } from './target-guards';

/** Decisions about every claim, declared or no longer declared, except of those that are untouched. */
export interface Decisions {
  readonly outcomes: readonly ClaimOutcome[];
  /** Claims that go; moved ones are not among them. */
  readonly removed: readonly RemovedClaim[];
  /** Moves that a hand-edited file forbids: everything about them stays. */
  readonly blocked: readonly ClaimOutcome[];
  readonly issues: readonly Issue[];
  /** What a person should know although nothing is wrong. */
  warnings(): readonly Issue[];
}

const NOTHING: ReadonlySet<string> = new Set();

/** Decides about every claim; reads what it needs through the round's reader. */
export function decideAll(round: PlanRound): Decisions {
  const { claims, touched, ownership, reader, context, models, artifacts } = round;
  const overwrite = new Set(context.config.overwrite);
  const declared = new Set(models.claims.map((model) => model.constructPath));
  const { index } = round.snapshot;
  const states = new LineStates(reader, ownership, {
    registry: round.registry,
    identityOf: identitiesOfModels(models.claims),
  });
  const uncounted: UncountedLine[] = [];
  const { root } = context.config;
  const { registry } = round;
  const facts = { ownership, states, reader, index, registry, root, overwrite, scope: context.scope };
  const removed = removedClaims(declared, facts, uncounted);
  const movable = movableClaims(removed, registry !== undefined);
  const outcomes: ClaimOutcome[] = [];
  const blocked: ClaimOutcome[] = [];
  const moved = new Set<RemovedClaim>();
  const { mergeEdits = NOTHING, rules = [] } = context;
  const issues: Issue[] = unknownMergeClaims(mergeEdits, declared);
  const ruleIssues: Issue[] = [];
  for (const claim of touched) {
    const lines = ownership.linesOf(claim.model.constructPath);
    const isNew = lines.length === 0 || registry?.byKey.has(claim.model.constructPath) === false;
    const movedFrom = isNew && movable.size > 0 ? movedClaim(claim, round, movable, moved) : undefined;
    const merge = mergeEdits.has(claim.model.constructPath);
    const outcome = decideClaim(claim, {
      reader,
      index,
      states,
      artifacts,
      lines,
      movedFrom,
      mergeEdits: merge,
      overwrite:
        overwrite.has(claim.model.constructPath) ||
        (movedFrom !== undefined && overwrite.has(movedFrom.construct)),
    });
    if (merge) issues.push(...mergeProblems(outcome));
    if (!outcome.isBlocked) ruleIssues.push(...checkChange(outcome, rules));
    if (movedFrom !== undefined) moved.add(movedFrom);
    uncounted.push(...outcome.uncounted);
    if (outcome.isBlocked) blocked.push(outcome);
    else outcomes.push(outcome);
  }
  return {
    outcomes,
    blocked,
    removed: removed.filter((claim) => !moved.has(claim)),
    issues: [
      ...issues,
      ...guardTarget(touched, round.snapshot.index),
      ...ownedElsewhere(claims, round),
      ...ruleIssues.filter(({ severity }) => severity !== 'warning'),
    ],
    warnings: () => [
      ...planWarnings(round, uncounted),
      ...ruleIssues.filter(({ severity }) => severity === 'warning'),
    ],
  };
}

/**
 * Removed claims by what they are in the cluster. A claim that the registry does not know is not where its object comes from: it
 * is what a person's edit left behind when the claim moved on.
 */
function movableClaims(
  removed: readonly RemovedClaim[],
  hasRegistry: boolean,
): ReadonlyMap<string, readonly RemovedClaim[]> {
  const movable = new Map<string, RemovedClaim[]>();
  for (const claim of removed) {
    if (claim.identity !== undefined && (claim.registered || !hasRegistry)) {
      const key = identityKey(claim.identity);
      const same = movable.get(key);
      if (same === undefined) movable.set(key, [claim]);
      else same.push(claim);
    }
  }
  return movable;
}

/** Identities of declared claims; put in order when one is asked for, which is rare. */
function identitiesOfModels(
  claims: readonly ClaimModel[],
): (construct: string) => ObjectIdentity | undefined {
  let identities: Map<string, ObjectIdentity> | undefined;
  return (construct) => {
    identities ??= new Map(claims.map(({ constructPath, object }) => [constructPath, identityOf(object)]));
    return identities.get(construct);
  };
}

/**
 * A new claim with the cluster identity of one that is no longer declared has moved. Kustomizations may make several objects of one identity: then it
 * comes from the one in its own category, and of several elsewhere from none.
 */
function movedClaim(
  claim: DesiredClaim,
  { reader }: PlanRound,
  movable: ReadonlyMap<string, readonly RemovedClaim[]>,
  moved: ReadonlySet<RemovedClaim>,
): RemovedClaim | undefined {
  if (claim.files.some((file) => reader.entry(file.path) !== undefined)) return undefined;
  const { object, category } = claim.model;
  const same = (movable.get(identityKey(identityOf(object))) ?? []).filter((each) => !moved.has(each));
  return same.find((each) => each.category === category) ?? (same.length === 1 ? same[0] : undefined);
}
