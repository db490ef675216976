import type { ErrorEntry } from './error-entry';

/** What can be wrong with YAML that is read or with a value that is to be written as YAML. */
export const YAML_ERRORS = {
  'yaml-unreadable': {
    kind: 'input',
    title: 'a YAML file cannot be read',
    cause:
      'The text is not valid YAML, or the reader of the cluster (go-yaml) would refuse it, or its versions read it differently. A character that ends a line for kustomize alone (a carriage return without line feed, U+0085, U+2028, U+2029) hides what follows from a review; control characters, aliases without end and very deep nesting are refused too.',
    hint: 'Fix the file at the line shown; duplicate keys, tabs as indentation and unclosed quotes are the usual reasons. End lines with LF or CRLF, and write other characters as escapes in double quotes.',
    example: "claims/infra/app-pvc/volumeclaim.yaml:7: key 'size' is in the mapping twice",
  },
  'yaml-unwritable': {
    kind: 'input',
    title: 'a value cannot be written as YAML',
    cause:
      'YAML for a cluster holds objects, lists, text, finite numbers, true, false and null; nothing else, no key `<<` (kustomize loses it), no value that contains itself, and none that is nested deeper than 200 levels.',
    hint: 'Replace the value at the path shown by plain data.',
    example: 'spec.limits.cpu: NaN cannot be written',
  },
  'yaml-read-differently': {
    kind: 'input',
    isWarning: true,
    title: 'kustomize and kubectl read a field of a manifest in different ways',
    cause:
      'kustomize (go-yaml v3) reads words such as NO, on and y, dates, tags, annotations that are not text, and a few notations differently from kubectl and from Argo CD without kustomize (go-yaml v2).',
    hint: 'Quote the value that the cluster has. When `claims` writes the field, it quotes the value so that both read the same.',
    example: 'claims/infra/shop/shop.yaml:6: spec.country is "NO" to kustomize and false to kubectl',
  },
} as const satisfies Record<string, ErrorEntry>;
