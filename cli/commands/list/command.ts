import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';

/** `claims list` */
export const LIST: RunnableCommand = {
  name: 'list',
  summary: 'list claims of the registry or of the program',
  description:
    'Lists the registry entries of the target. In a work tree, it reads the files there unless `--base` names a ' +
    'branch. Without a target, or with `--program`, it lists what the program declares. A category, template, ' +
    'status or source that no entry has is an error that names the nearest one.',
  arguments: [],
  options: [
    { flags: '--program', description: 'list the claims of the program' },
    { flags: '--category <name>', description: 'only this category' },
    { flags: '--template <name>', description: 'only this template' },
    { flags: '--status <status>', description: 'only this status' },
    {
      flags: '--source <source>',
      description: 'only entries made by this source, such as synth, cli, backstage, ci',
    },
  ],
  needs: ['target', 'program'],
  examples: [
    { command: 'claims list --target ../harvester', note: 'all claims of a repository' },
    { command: 'claims list --category infra --json', note: 'the claims of one category as JSON' },
    { command: 'claims list --program', note: 'what the program declares, and where' },
  ],
  load: () => require('./run') as CommandModule,
};
