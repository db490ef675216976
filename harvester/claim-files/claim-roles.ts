import { CATALOG_INFO } from './catalog-info-role';
import { CLAIM_FILE } from './claim-file-role';
import type { ClaimRole } from './claim-role';
import { KUSTOMIZATION } from './kustomization-role';

/** The files of a claim, its manifest first; a further one is a line here. */
export const CLAIM_ROLES: readonly [ClaimRole, ...ClaimRole[]] = [CLAIM_FILE, KUSTOMIZATION, CATALOG_INFO];
