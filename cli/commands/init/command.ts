import type { CommandModule } from '../../command/command-module';
import type { CommandSpec } from '../../command/command-spec';

/** `claims init` */
export const INIT: CommandSpec = {
  name: 'init',
  summary: 'start a new project',
  description:
    'Writes a small project that runs: package.json, tsconfig.json, cdk8s.yaml, main.ts with one claim, .gitignore. Never overwrites a file.',
  arguments: [{ name: 'dir', description: 'folder of the project (default: this one)', required: false }],
  options: [
    { flags: '--target <repository>', description: 'GitOps repository to write into cdk8s.yaml' },
    { flags: '--project <name>', description: 'name of the project (default: name of the folder)' },
  ],
  needs: [],
  examples: [
    { command: 'claims init my-claims', note: 'a project in a new folder' },
    { command: 'claims init my-claims --target ../harvester', note: 'and its target' },
  ],
  load: () => require('./run') as CommandModule,
};
