import type { CommandModule, RunnableCommand } from '../../command/command-module';

/** `claims import` */
export const IMPORT: RunnableCommand = {
  name: 'import',
  summary: 'write types for the kinds of XRDs and CRDs',
  description:
    'Reads CompositeResourceDefinitions and CustomResourceDefinitions and writes TypeScript for the kinds that a ' +
    'cluster with Crossplane makes of them: a class for each claim, composite and custom resource, by group and ' +
    'version, into `imports/`, with a lock file. A source is a file, a folder, an http(s) address, ' +
    '`github:owner/name[@ref]:path`, `cluster` (what kubectl reaches) or `-` (standard input). Without a source, ' +
    'the sources in `imports` of cdk8s.yaml and in the lock file are imported again: files are read from disk, ' +
    'all others are taken from the earlier import. A part of an XRD that has no effect is a warning. What a ' +
    'cluster would refuse is an error, in the words of the cluster.',
  arguments: [{ name: 'source', description: 'where XRDs and CRDs are', required: false, variadic: true }],
  options: [
    { flags: '--check', description: 'write nothing; exit with 3 when the types are out of date' },
    { flags: '--prune', description: 'remove types of sources and definitions that are gone' },
    { flags: '--update', description: 'read addresses, GitHub and the cluster again' },
    { flags: '--force', description: 'also write types for definitions that a cluster would refuse' },
    { flags: '--out <dir>', description: 'folder of the types, relative to cdk8s.yaml (default: imports)' },
    {
      flags: '--json-schema <dir>',
      description: 'also write JSON Schema for editors of YAML, as {group}/{kind}_{version}.json',
    },
  ],
  needs: [],
  examples: [
    { command: 'claims import platform/xrds', note: 'types of every definition in a folder' },
    {
      command: 'claims import github:acme/platform@v1.2.0:apis',
      note: 'from a repository on GitHub, at a tag',
    },
    { command: 'kubectl get xrd -o yaml | claims import -', note: 'from the output of another program' },
    { command: 'claims import --check', note: 'in CI: are the committed types up to date?' },
    {
      command: 'claims import --json-schema schemas',
      note: 'JSON Schema for claims that are written as YAML',
    },
  ],
  load: () => require('./run') as CommandModule,
};
