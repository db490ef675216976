import type { ErrorEntry } from './error-entry';

/** What can go wrong with change requests, on any forge. */
export const FORGE_ERRORS = {
  'request-name-invalid': {
    kind: 'config',
    title: 'a project or group cannot be part of a branch name',
    cause:
      'The branch of a change request is made of project and group; Git allows only some characters in it.',
    mend: "Use lower-case letters, digits, '.', '_' and '-', and start with a letter or digit.",
    example: "project 'Team A' cannot be part of a branch name   // use 'team-a'",
  },
  'request-foreign-commits': {
    kind: 'conflict',
    title: 'somebody else committed to the change request',
    cause:
      'The branch of the request has a commit that this tool did not make, or one of ours was amended. It would be lost.',
    mend: 'Move the commit elsewhere (or into the program), or run again with `--take-over` to replace it.',
    example: 'claims/storage/all has 1 commit that is not ours: 3f1c2ab by Ana Lind <ana@example.org>',
  },
  'request-race-lost': {
    kind: 'conflict',
    title: 'the target moved on during every attempt',
    cause: 'Base or request were changed by others each time between reading and writing.',
    mend: 'Run it again; when it stays, look for another program that writes to the same branch.',
    example: 'gave up after 20 attempts: refs/heads/main was moved by somebody else',
  },
  'acknowledgement-missing': {
    kind: 'policy',
    title: 'a removal or replacement is not acknowledged',
    cause:
      'Removing or replacing a claim deletes an object in the cluster and may take data with it, so a person has to name the claim.',
    mend: 'Add the line or the label that the message shows to the change request, or pass `--acknowledge <category/name>`.',
    example: 'Claims-Acknowledge: infra/shop-db',
  },
} as const satisfies Record<string, ErrorEntry>;
