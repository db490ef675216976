import type { ErrorEntry } from './error-entry';

/** What can be wrong with the shared files of a target: registry, kustomizations, catalog locations, ledger. */
export const REGISTRY_ERRORS = {
  'registry-unreadable': {
    kind: 'input',
    title: 'the registry is not a ClaimRegistry document',
    cause:
      'claims/registry.yaml does not parse, is another kind of document, or holds a character that ends a line for some readers only.',
    hint: 'Fix the file by hand at the line shown, or restore it from Git; it is never overwritten.',
    example: 'claims/registry.yaml:14: expected a list item of `claims`',
  },
  'registry-not-editable': {
    kind: 'input',
    title: 'the registry cannot be edited without changing other entries',
    cause:
      'An entry that must change carries an anchor that others refer to, takes the value from a merge key, or the whole file is in flow style (JSON).',
    hint: 'Write the entries out in block style: `claims:` and one `- name: …` block per claim; then run again.',
    example:
      'claims/registry.yaml: changing infra/app-pvc would also change infra/db, which refers to its anchor',
  },
  'ledger-unreadable': {
    kind: 'input',
    title: 'a ledger of owned files cannot be read',
    cause:
      'A file below claims/.claims/ was edited by hand, holds a conflict marker or a character that no name can have, or was written by a newer version.',
    hint: 'Restore the file from Git, or delete it: its files then count as not ours until the next change request.',
    example:
      "claims/.claims/storage/infra.ledger:3: expected '<object id> <path> <construct>' divided by tabs",
  },
  'target-file-unreadable': {
    kind: 'input',
    title: 'a shared file of the target cannot be read',
    cause:
      'A category kustomization or the catalog locations do not parse, hold a character that ends a line for kustomize alone, or the list in them is something else than a list of names.',
    hint: 'Fix the file by hand at the line shown; it is never overwritten while it cannot be read.',
    example: 'claims/infra/kustomization.yaml:4: expected a list of names under `resources`',
  },
  'orphans-undecided': {
    kind: 'invariant',
    title: 'claim folders are listed nowhere',
    cause:
      'A folder holds a claim, but neither the registry nor a kustomization lists it, usually after an incomplete deletion.',
    hint: 'Decide about them: `claims registry repair --orphans=remove` deletes them, `--orphans=register` lists them again.',
    example: 'claims/infra/app-pvc is in neither registry nor kustomization',
  },
} as const satisfies Record<string, ErrorEntry>;
