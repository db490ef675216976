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
    hint: 'Fix the definition at the line shown. `claims import --force` makes types of it all the same.',
    example:
      "platform/xrd.yaml:12: spec: Invalid value: Claims aren't supported in apiextensions.crossplane.io/v2",
  },
  'definition-ignored': {
    kind: 'input',
    title: 'a definition says something that has no effect',
    cause:
      'Crossplane makes its own CRDs of an XRD: it takes spec and status, of these only some keywords, and puts its own fields in, over those of the same name. The API server drops keywords that it does not know. This is a warning.',
    hint: 'Say it where it counts (a condition on spec as a rule in x-kubernetes-validations), or remove it.',
    example: 'platform/xrd.yaml:31: anyOf of spec is left out by Crossplane',
  },
} as const satisfies Record<string, ErrorEntry>;
