import type { ErrorEntry } from './error-entry';

/** What can go wrong while planning against a target repository. */
export const PLAN_ERRORS = {
  'claim-owned-elsewhere': {
    kind: 'conflict',
    title: 'two projects declare the same claim',
    cause: 'The ledger of another project lists files of this claim, so that project owns it.',
    mend: 'Declare the claim in one project only; remove it from the other and merge that first.',
    example: 'infra/app-pvc is owned by project storage (claims/.claims/storage/infra.ledger:3)',
  },
} as const satisfies Record<string, ErrorEntry>;
