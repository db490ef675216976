import type { Issue } from '../../core/issue';
import type { DesiredClaim } from './desired-claim';
import type { ForeignOwner } from './foreign-files';
import type { PlanRound } from './plan-round';

interface ClaimOfOther {
  readonly claim: DesiredClaim;
  readonly owner: ForeignOwner;
}

/**
 * Declared claims that another project owns. Where this project owns nothing yet and one other owns several of its claims, it has most
 * likely been renamed: that is one issue, not one for each claim, and its advice deletes nothing.
 */
export function ownedElsewhere(claims: readonly DesiredClaim[], { ownership, context }: PlanRound): Issue[] {
  if (ownership.foreign.size === 0) return [];
  const found: ClaimOfOther[] = [];
  for (const claim of claims) {
    const owner =
      ownership.foreign.get(claim.model.constructPath) ??
      claim.filesByPath.map((file) => ownership.foreign.get(file.path)).find((known) => known !== undefined);
    if (owner !== undefined) found.push({ claim, owner });
  }
  const [first] = found;
  if (first === undefined) return [];
  const { project } = context.config;
  const isOnlyOther = found.every(({ owner }) => owner.project === first.owner.project);
  if (isOnlyOther && found.length > 1 && ownership.ownCategories.size === 0) {
    return [renamed(first, found.length, claims.length, project)];
  }
  return found.map((one) => ownedByOther(one, project));
}

function renamed({ owner }: ClaimOfOther, count: number, declared: number, project: string): Issue {
  const which = count === declared ? `all ${count} claims belong` : `${count} of ${declared} claims belong`;
  return {
    code: 'claim-owned-elsewhere',
    message: `${which} to project '${owner.project}', and '${project}' owns nothing yet`,
    value: owner.project,
    hint:
      `If this program was called '${owner.project}' before, \`claims rename-project ${owner.project}\` moves its ledgers to '${project}' and ` +
      `changes no claim. If '${owner.project}' is another program, declare the claims in one of the two only.`,
  };
}

function ownedByOther({ claim: { model }, owner }: ClaimOfOther, project: string): Issue {
  return {
    code: 'claim-owned-elsewhere',
    message: `'${model.constructPath}' belongs to project '${owner.project}' (${owner.ledger}), not to '${project}'`,
    construct: model.constructPath,
    source: model.source,
    hint:
      `Declare it in one project only. Taking it out of '${owner.project}' and merging that deletes the object from the cluster; ` +
      `if this program was called '${owner.project}' before, run \`claims rename-project ${owner.project}\`.`,
  };
}
