import type { ErrorEntry } from './error-entry';

/** Usage, configuration and everything around the author's process. */
export const CLI_ERRORS = {
  'config-invalid': {
    kind: 'config',
    title: 'the configuration is not valid',
    cause: 'cdk8s.yaml has an unknown key or a value of the wrong type under `gitops`.',
    mend: 'Change the key or value named in the message; the nearest known key is shown.',
    example: "cdk8s.yaml:4: unknown key 'gitops.tragets', did you mean 'target'?",
  },
  'internal-error': {
    kind: 'internal',
    title: 'an error that should not happen',
    cause: 'A defect of this tool.',
    mend: 'Report it with the output of `--verbose`.',
    example: '',
  },
} as const satisfies Record<string, ErrorEntry>;
