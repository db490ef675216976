import type { ErrorEntry } from './error-entry';

/** What can be wrong with definitions of kinds (XRDs, CRDs) and with importing them. */
export const SCHEMA_ERRORS = {
  'definition-invalid': {
    kind: 'input',
    title: 'a definition of a kind cannot be read',
    cause:
      'A CompositeResourceDefinition or CustomResourceDefinition lacks what makes it one (group, kind, plural, a version), is nested too deeply, or its file is too large.',
    hint: 'Fix the definition at the line shown, or import the files that are meant.',
    example: 'platform/xrd.yaml:3: the definition says no group, kind, plural or version',
  },
  'definition-refused': {
    kind: 'input',
    title: 'a cluster would refuse a definition',
    cause:
      'The API server, or Crossplane, would not accept the CompositeResourceDefinition or CustomResourceDefinition; the message is what it would say.',
    hint: 'Fix the definition at the line shown. `claims import --force` still makes types of it.',
    example:
      "platform/xrd.yaml:12: spec: Invalid value: Claims aren't supported in apiextensions.crossplane.io/v2",
  },
  'definition-ignored': {
    kind: 'input',
    title: 'a part of a definition has no effect',
    cause:
      'Crossplane makes its own CRDs of an XRD: it takes only spec and status, with some keywords of them, and its own fields replace those of the same name. The API server drops keywords that it does not know. This is a warning.',
    hint: 'Move it to where it has an effect (a condition on spec as a rule in x-kubernetes-validations), or remove it.',
    example: 'platform/xrd.yaml:31: anyOf of spec is left out by Crossplane',
  },
  'import-source-missing': {
    kind: 'not-found',
    title: 'a source of types is not there',
    cause:
      'A file or folder that types are imported from does not exist, or an address answers that there is nothing.',
    hint: 'Correct the source; `claims import --prune` removes the types of sources that are gone.',
    example: "the source 'platform/xrds' does not exist",
  },
  'import-source-unreadable': {
    kind: 'unavailable',
    title: 'a source of types cannot be read',
    cause: 'The file is not readable, the server does not answer, or its answer is too large.',
    hint: 'Check permissions, address and network, and run it again. What was imported before stays as it is.',
    example: "the source 'https://example.com/xrd.yaml' cannot be read: 503",
  },
  'import-empty': {
    kind: 'input',
    title: 'a source defines no kinds',
    cause: 'There is no CompositeResourceDefinition and no CustomResourceDefinition in it.',
    hint: 'Name the file or folder that holds the definitions.',
    example: "the source 'docs' has no XRD and no CRD",
  },
  'import-conflict': {
    kind: 'input',
    title: 'two sources define one kind in different ways',
    cause: 'Types can be made of one definition only.',
    hint: 'Import the kind from one of them.',
    example: 'volumeclaims.acme.io is defined by a.yaml:2 and in another way by b.yaml:2',
  },
  'import-lock-invalid': {
    kind: 'input',
    title: 'the lock file of the imports cannot be read',
    cause: 'imports/lock.json, or a definition beside it, was edited or merged by hand.',
    hint: 'Take it from the last commit, or remove the folder and import the sources again.',
    example: 'imports/lock.json is not a lock file of this version',
  },
  'import-stale': {
    kind: 'input',
    title: 'imported types are out of date',
    cause:
      'A source changed or is gone since it was imported, a source of cdk8s.yaml was never imported, or a generated file was edited.',
    hint: 'Run `claims import`, with --prune where sources are gone, and commit what it writes.',
    example: "the source 'platform/xrds' changed: platform/xrds/db.yaml",
  },
} as const satisfies Record<string, ErrorEntry>;
