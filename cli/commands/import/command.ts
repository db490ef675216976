import type { CommandModule, RunnableCommand } from '../../command/command-module';

/** `claims import` */
export const IMPORT: RunnableCommand = {
  name: 'import',
  summary: 'write types for the kinds of XRDs and CRDs',
  description:
    'Reads CompositeResourceDefinitions and CustomResourceDefinitions and writes TypeScript for what a cluster with Crossplane makes of them: ' +
    'a class for each claim, composite and custom resource, by group and version, into `imports/`, with a lock file. A source is a file, a ' +
    'folder, an http(s) address, `github:owner/name[@ref]:path`, `cluster` (what kubectl reaches) or `-` (standard input); without one, those ' +
    'of `imports` in cdk8s.yaml and of the lock file are imported again, files from the disk and everything else from what was imported ' +
    'before. What an XRD says without effect is a warning, what a cluster would refuse an error, in its own words.',
  arguments: [{ name: 'source', description: 'where XRDs and CRDs are', required: false, variadic: true }],
  options: [
    { flags: '--check', description: 'write nothing; exit 3 when types are not those of their sources' },
    { flags: '--prune', description: 'remove types of sources and definitions that are gone' },
    { flags: '--update', description: 'ask addresses, GitHub and the cluster again' },
    { flags: '--force', description: 'make types of what a cluster would refuse, too' },
    { flags: '--out <dir>', description: 'folder of the types, from that of cdk8s.yaml (default: imports)' },
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
      note: 'of a repository on GitHub, at a tag',
    },
    { command: 'kubectl get xrd -o yaml | claims import -', note: 'of what another program prints' },
    { command: 'claims import --check', note: 'in CI: are the committed types those of their sources?' },
    {
      command: 'claims import --json-schema schemas',
      note: 'JSON Schema for claims that are written as YAML',
    },
  ],
  load: () => require('./run') as CommandModule,
};
