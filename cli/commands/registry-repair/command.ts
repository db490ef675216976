import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';

/** `claims registry repair` */
export const REGISTRY_REPAIR: RunnableCommand = {
  name: 'registry repair',
  summary: 'fix what `registry verify` finds and can be fixed',
  description:
    'Fixes a plain folder or the work tree of a repository in place, every other repository (and with `--base` this one too) through a ' +
    'change request. Orphans, claim folders that neither registry nor ' +
    'kustomization know, need a decision: without `--orphans` both plans are shown and nothing is written.',
  arguments: [],
  options: [
    {
      flags: '--orphans <what>',
      description: 'remove orphans, or register them',
      choices: ['remove', 'register'],
    },
    { flags: '--merge', description: 'merge the change request at once' },
    { flags: '--dry-run', description: 'say what would be done, write nothing' },
  ],
  needs: ['target'],
  examples: [
    {
      command: 'claims registry repair --target ../harvester --dry-run',
      note: 'what is there to fix? Writes nothing',
    },
    { command: 'claims registry repair --orphans=remove', note: 'fix, and remove orphaned folders' },
  ],
  load: () => require('./run') as CommandModule,
};
