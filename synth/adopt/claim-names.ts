import { claimFolderProblem, nearestClaimName } from '../../core/claim-name';
import { identityOfValue } from '../../core/object-identity';
import type { AdoptableClaims } from './adoptable-claims';
import { constructPathOf, defaultTemplate, type AdoptedClaim } from './adopted-claim';

/** Gives claims that are known by their file a name in the program. */
export class ClaimNames {
  /** Who has a folder, or a file directly in the category, keeps the name of it, whatever comes before. */
  private readonly reserved = new Map<string, AdoptedClaim>();

  /** @param claims - all that want a name */
  constructor(claims: readonly AdoptedClaim[]) {
    for (const claim of claims) {
      if (claim.file?.includes('/') === true || claimFolderProblem(claim.name) !== undefined) continue;
      const place = constructPathOf(claim).toLowerCase();
      if (!this.reserved.has(place)) this.reserved.set(place, claim);
    }
  }

  /** A claim under a name that a claim can have and that no other in its category has; as it is where there is none. */
  named(claim: AdoptedClaim, taken: Pick<AdoptableClaims, 'isFree'>): AdoptedClaim {
    if (claim.file === undefined) return claim;
    const { category, object } = claim;
    const own = identityOfValue(object)?.name ?? claim.name;
    const long = `${defaultTemplate(object)}-${own}`;
    const name = [claim.name, own, long, nearestClaimName(own), nearestClaimName(long)].find((wish) => {
      if (wish === undefined || claimFolderProblem(wish) !== undefined) return false;
      const holder = this.reserved.get(`${category}/${wish}`.toLowerCase());
      return (holder ?? claim) === claim && taken.isFree(category, wish);
    });
    return name === undefined ? claim : { ...claim, name };
  }
}
