import type { ErrorEntry } from './error-entry';

/** What can be wrong with the shared files of a target: registry, kustomizations, catalog locations, ledger. */
export const REGISTRY_ERRORS = {
  'registry-unreadable': {
    kind: 'input',
    title: 'the registry is not a ClaimRegistry document',
    cause: 'claims/registry.yaml does not parse, or is another kind of document.',
    mend: 'Mend the file by hand at the line shown, or restore it from Git; it is never overwritten.',
    example: 'claims/registry.yaml:14: expected a list item of `claims`',
  },
} as const satisfies Record<string, ErrorEntry>;
