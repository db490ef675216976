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
  'config-key-unknown': {
    kind: 'config',
    title: 'a key of the configuration is not known',
    cause:
      'Unknown keys below `gitops` are refused, because a mistyped key that is ignored would change what is written.',
    mend: 'Write the key that the message suggests; docs/configuration.md lists all of them.',
    example: "cdk8s.yaml:4: unknown key 'gitops.tragets', did you mean 'target'?",
  },
  'config-value-invalid': {
    kind: 'config',
    title: 'a value of the configuration is not allowed',
    cause: 'The value has the wrong type or breaks a rule of its key.',
    mend: 'Change the value as the message says.',
    example: "cdk8s.yaml:6: gitops.project 'My Project' may have lower-case letters, digits and hyphens only",
  },
  'config-project-missing': {
    kind: 'config',
    title: 'a target is configured but no project',
    cause:
      'The project scopes ledger, branch and change request, so that several programs can share one target.',
    mend: 'Name the program in `gitops.project`, with `--project` or in CLAIMS_PROJECT.',
    example: 'gitops:\n  target: ../harvester\n  project: storage',
  },
  'config-unreadable': {
    kind: 'config',
    title: 'the configuration cannot be read',
    cause: 'cdk8s.yaml is not valid YAML, or the file given with `--config` does not exist.',
    mend: 'Mend the line shown, or name another file.',
    example: 'cdk8s.yaml:3: nested mappings are not allowed in compact mappings',
  },
  'internal-error': {
    kind: 'internal',
    title: 'an error that should not happen',
    cause: 'A defect of this tool.',
    mend: 'Report it with the output of `--verbose`.',
    example: '',
  },
} as const satisfies Record<string, ErrorEntry>;
