import type { ClaimModel, ClaimObject } from '../../core/claim-model';
import { constructPathOf, type AdoptedClaim } from './adopted-claim';

/** The model that the generated TypeScript of a claim will give. */
export function claimModelOf(claim: AdoptedClaim): ClaimModel {
  return {
    constructPath: constructPathOf(claim),
    category: claim.category,
    name: claim.name,
    template: claim.template,
    ...(claim.file !== undefined && { file: claim.file }),
    object: claim.object as unknown as ClaimObject,
    ...(claim.documents !== undefined && {
      documents: claim.documents.map(({ object }) => object as unknown as ClaimObject),
    }),
    ...(claim.owner !== undefined && { owner: claim.owner }),
    ...(claim.lifecycle !== undefined && { lifecycle: claim.lifecycle }),
    dependsOn: claim.dependsOn,
  };
}
