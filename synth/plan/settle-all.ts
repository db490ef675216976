import type { JsonObject } from '../../core/claim-model';
import type { Issue } from '../../core/issue';
import { catalogInfo } from '../layout/catalog-info';
import { identityKey, identityOf } from './claim-identity';
import type { DesiredClaim } from './desired-claim';
import { mergeProblems, unknownMergeClaims } from './merge-problems';
import { ownedElsewhere } from './owned-elsewhere';
import type { PlanRound } from './plan-round';
import { type RemovedClaim, removedClaims } from './removed-claims';
import { type ClaimOutcome, settleClaim } from './settle-claim';
import { guardTarget } from './target-guards';

/** Decisions about every claim, declared or no longer declared, except of those that are untouched. */
export interface Settled {
  readonly outcomes: readonly ClaimOutcome[];
  /** Claims that go; moved ones are not among them. */
  readonly removed: readonly RemovedClaim[];
  /** Moves that a hand-edited file forbids: everything about them stays. */
  readonly blocked: readonly ClaimOutcome[];
  readonly issues: readonly Issue[];
}

const NOTHING: ReadonlySet<string> = new Set();

/** Decides about every claim; reads what it needs through the round's reader. */
export function settleAll(round: PlanRound): Settled {
  const { claims, touched, ownership, reader, context, models } = round;
  const overwrite = new Set(context.config.overwrite);
  const declared = new Set(models.claims.map((model) => model.constructPath));
  const removed = removedClaims(ownership, declared, reader, {
    root: context.config.root,
    overwrite,
    scope: context.scope,
  });
  const movable = new Map<string, RemovedClaim>();
  for (const claim of removed)
    if (claim.identity !== undefined) movable.set(identityKey(claim.identity), claim);
  const outcomes: ClaimOutcome[] = [];
  const blocked: ClaimOutcome[] = [];
  const moved = new Set<RemovedClaim>();
  const mergeEdits = context.mergeEdits ?? NOTHING;
  const issues: Issue[] = unknownMergeClaims(mergeEdits, declared);
  for (const claim of touched) {
    const lines = ownership.linesOf(claim.model.constructPath);
    const movedFrom = lines.length === 0 && movable.size > 0 ? movedClaim(claim, round, movable) : undefined;
    const merge = mergeEdits.has(claim.model.constructPath);
    const outcome = settleClaim(claim, {
      reader,
      lines,
      movedFrom,
      mergeEdits: merge,
      overwrite:
        overwrite.has(claim.model.constructPath) ||
        (movedFrom !== undefined && overwrite.has(movedFrom.construct)),
      ...(movedFrom !== undefined && { previousCatalogInfo: previousCatalogInfo(claim, movedFrom, round) }),
    });
    if (merge) issues.push(...mergeProblems(outcome));
    if (movedFrom !== undefined) moved.add(movedFrom);
    if (movedFrom !== undefined && outcome.kept.length > 0) blocked.push(outcome);
    else outcomes.push(outcome);
  }
  return {
    outcomes,
    blocked,
    removed: removed.filter((claim) => !moved.has(claim)),
    issues: [...issues, ...guardTarget(touched, round.snapshot.index), ...ownedElsewhere(claims, round)],
  };
}

/** A new claim with the cluster identity of one that is no longer declared has moved. */
function movedClaim(
  claim: DesiredClaim,
  { reader }: PlanRound,
  movable: ReadonlyMap<string, RemovedClaim>,
): RemovedClaim | undefined {
  if (claim.files.some((file) => reader.entry(file.path) !== undefined)) return undefined;
  return movable.get(identityKey(identityOf(claim.model.object)));
}

function previousCatalogInfo(claim: DesiredClaim, from: RemovedClaim, round: PlanRound): JsonObject {
  const template = from.claimPath.replace(/^.*\//, '').replace(/\.ya?ml$/, '');
  const { category, name } = from;
  return catalogInfo({ ...claim.model, category, name, template }, round.context.config, round.repository);
}
