import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';
import { settingOptions } from '../../command/standard-options';

/** `claims pr` */
export const PR: RunnableCommand = {
  name: 'pr',
  summary: 'open, update or close the change request of this project',
  description:
    'Opens the change request of this project, updates it when the program changed, and closes it when nothing is left to change. ' +
    'A request that is up to date is not touched. There is never more than one per project and group.',
  arguments: [],
  options: [
    { flags: '--merge', description: 'merge it at once' },
    { flags: '--dry-run', description: 'show what would be done, write nothing' },
    {
      flags: '--overwrite <category/name>',
      description: 'overwrite the hand-edited files of this claim; may be repeated',
      repeatable: true,
    },
    {
      flags: '--merge-edits <category/name>',
      description:
        "merge the program's changes into the hand-edited file of this claim, field by field; may be repeated",
      repeatable: true,
    },
    {
      flags: '--acknowledge <category/name>',
      description:
        'confirm that this claim may be removed or replaced, which deletes its object and may delete data; may be repeated',
      repeatable: true,
    },
    {
      flags: '--take-over',
      description: 'replace commits of others on the branch of the change request',
    },
    {
      flags: '--show',
      description:
        'show what is open as a reviewer reads it; does nothing else, and fails when nothing is open',
    },
    ...settingOptions('types'),
  ],
  needs: ['target', 'program'],
  examples: [
    { command: 'claims pr', note: 'open or update the change request' },
    { command: 'claims pr --show', note: 'read what is open' },
    { command: 'claims pr --merge', note: 'update and merge it' },
    {
      command: 'claims pr --overwrite infra/app-pvc',
      note: 'overwrite a claim that was edited by hand',
    },
    {
      command: 'claims pr --merge-edits infra/app-pvc',
      note: 'keep the edits, and add what the program changed since',
    },
    {
      command: 'claims pr --acknowledge infra/app-pvc',
      note: 'confirm that a claim may be removed or replaced',
    },
  ],
  load: () => require('./run') as CommandModule,
};
