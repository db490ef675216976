import type { ErrorEntry } from './error-entry';

/** What can go wrong with Git and the plain-Git forge. */
export const GIT_ERRORS = {
  'target-not-a-repository': {
    kind: 'not-found',
    title: 'the target is not a Git repository',
    cause: 'The path or URL given as target has no Git repository behind it.',
    mend: 'Check `--target` or `gitops.target`; `git ls-remote <target>` must answer.',
    example: 'claims pr --target ./harvester.git',
  },
} as const satisfies Record<string, ErrorEntry>;
