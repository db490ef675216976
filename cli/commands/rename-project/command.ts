import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';

/** `claims rename-project` */
export const RENAME_PROJECT: RunnableCommand = {
  name: 'rename-project',
  summary: 'move the ledgers of a renamed project',
  description:
    'Run it after `gitops.project` was changed: it moves the ledgers of the old name to the new one, so that the ' +
    'program owns its claims again. No claim and no object in a cluster changes. A plain folder is changed at ' +
    'once, a Git repository through a change request. Merge or close the open change request of the old name ' +
    'first: merged later, it would bring the old ledgers back.',
  arguments: [{ name: 'old', description: 'old name of the project', required: true }],
  options: [
    { flags: '--merge', description: 'merge the change request at once' },
    { flags: '--dry-run', description: 'show what would be done, write nothing' },
    {
      flags: '--take-over',
      description: 'replace commits of others on the branch of the change request',
    },
  ],
  needs: ['target'],
  examples: [
    { command: 'claims rename-project shop', note: 'open the change request that moves the ledgers' },
    { command: 'claims rename-project shop --merge', note: 'and merge it' },
  ],
  load: () => require('./run') as CommandModule,
};
