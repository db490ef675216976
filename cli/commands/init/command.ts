import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';

/** `claims init` */
export const INIT: RunnableCommand = {
  name: 'init',
  summary: 'start a new project',
  description:
    'Writes a small project that runs: package.json, tsconfig.json, cdk8s.yaml, main.ts with one claim, ' +
    '.gitignore. With --from, it writes the claims of an existing repository as TypeScript instead (see `claims ' +
    'adopt`). With --infra, it writes a Pulumi project that deploys collector and informers. Never overwrites a ' +
    'file.',
  arguments: [{ name: 'dir', description: 'folder of the project (default: this one)', required: false }],
  options: [
    {
      flags: '--from <repo>',
      description: 'existing repository whose claims the project declares; becomes its target',
    },
    { flags: '--target <repository>', description: 'GitOps repository to write into cdk8s.yaml' },
    { flags: '--project <name>', description: 'name of the project (default: name of the folder)' },
    {
      flags: '--types <source>',
      description: 'with --from: XRDs and CRDs of the claims, as `claims import` takes them; may be repeated',
      repeatable: true,
    },
    { flags: '--infra', description: 'a Pulumi project that deploys collector and informers' },
    { flags: '--split', description: 'with --from: one file per claim instead of one per category' },
    {
      flags: '--include-orphans',
      description: 'with --from: also claims that nothing applies and no registry names',
    },
    {
      flags: '--kinds <Kind.group>',
      description: 'with --from: treat objects of this kind as claims; may be repeated',
      repeatable: true,
    },
    { flags: '--base <branch>', description: "with --from: branch to read (default: the repository's own)" },
    {
      flags: '--root <folder>',
      description: 'with --from: folder of the claims inside of it (default: claims)',
    },
  ],
  needs: [],
  examples: [
    { command: 'claims init my-claims', note: 'a project in a new folder' },
    { command: 'claims init my-claims --target ../harvester', note: 'the same, with a target' },
    {
      command: 'claims init my-claims --from ../harvester',
      note: 'with the claims of an existing repository',
    },
    { command: 'claims init claims-infra --infra', note: 'a project that deploys the services' },
  ],
  load: () => require('./run') as CommandModule,
};
