import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';
import { settingOptions } from '../../command/standard-options';

/** `claims synth` */
export const SYNTH: RunnableCommand = {
  name: 'synth',
  summary: 'write the planned tree to the output folder',
  description:
    'Runs the program and writes every file of its claims, as they would be in the target after a merge, to the ' +
    'output folder. That folder must be new, empty, or written by an earlier run, which left its ledgers there. ' +
    'Files that no run wrote are never overwritten. Without a target, an empty target is assumed.',
  arguments: [],
  options: [
    ...settingOptions('output'),
    {
      flags: '--force',
      description: 'write into a folder that also holds other files',
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
