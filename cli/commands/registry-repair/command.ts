import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';

/** `claims registry repair` */
export const REGISTRY_REPAIR: RunnableCommand = {
  name: 'registry repair',
  summary: 'fix the problems that `registry verify` finds',
  description:
    'Fixes a plain folder or a work tree in place, and every other repository through a change request (a work ' +
    'tree too, with `--base`). An orphan is a claim folder that neither registry nor kustomization lists, and ' +
    'needs a decision: without `--orphans`, both plans are shown and nothing is written.',
  arguments: [],
  options: [
    {
      flags: '--orphans <what>',
      description: 'remove orphans, or register them',
      choices: ['remove', 'register'],
    },
    { flags: '--merge', description: 'merge the change request at once' },
    { flags: '--dry-run', description: 'show what would be done, write nothing' },
  ],
  needs: ['target'],
  examples: [
    {
      command: 'claims registry repair --target ../harvester --dry-run',
      note: 'show what would be fixed, write nothing',
    },
    { command: 'claims registry repair --orphans=remove', note: 'fix, and remove orphaned folders' },
  ],
  load: () => require('./run') as CommandModule,
};
