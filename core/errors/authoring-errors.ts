import type { ErrorEntry } from './error-entry';

/** What can be wrong in an author's program. */
export const AUTHORING_ERRORS = {
  'claim-name-invalid': {
    kind: 'input',
    title: 'a claim name is not a valid Kubernetes name',
    cause: 'metadata.name and folder names must be DNS-1123 names: lower-case letters, digits and hyphens, 63 characters at most.',
    mend: 'Rename the claim; the error shows the nearest valid name.',
    example: "new Claim(infra, 'App_PVC', …)   // use 'app-pvc'",
  },
} as const satisfies Record<string, ErrorEntry>;
