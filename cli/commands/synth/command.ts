import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';
import { settingOptions } from '../../command/standard-options';

/** `claims synth` */
export const SYNTH: RunnableCommand = {
  name: 'synth',
  summary: 'write the planned tree to the output folder',
  description:
    'Runs the program and writes every file of its claims, as they would stand in the target after a merge, to the ' +
    'output folder: a new or an empty one, or one that an earlier run wrote (it has the ledgers of that run). Files that no run wrote ' +
    'are never overwritten. Without a target the tree is planned from nothing.',
  arguments: [],
  options: [
    ...settingOptions('output'),
    {
      flags: '--force',
      description: 'write into a folder that has other files in it, beside them',
    },
    ...settingOptions('types'),
  ],
  needs: ['target', 'program'],
  examples: [
    { command: 'claims synth', note: 'write the tree to dist/' },
    {
      command: 'claims synth --output /tmp/tree --json',
      note: 'write it elsewhere and list the files as JSON',
    },
  ],
  load: () => require('./run') as CommandModule,
};
