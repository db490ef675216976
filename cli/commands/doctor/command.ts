import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';

/** `claims doctor` */
export const DOCTOR: RunnableCommand = {
  name: 'doctor',
  summary: 'check Node, Git, configuration, program and target',
  description:
    'Checks Node, Git, the configuration, the program, the token, and the target: whether it can be reached and ' +
    'read, has the base branch, and may be pushed to (asked without writing anything). Every check runs, even ' +
    'after one has failed. Exits with 0 if none failed, otherwise with the exit code of the first failure.',
  arguments: [],
  options: [],
  needs: ['target', 'program'],
  examples: [
    { command: 'claims doctor', note: 'what is wrong here?' },
    { command: 'claims doctor --json', note: 'the checks as JSON' },
  ],
  load: () => require('./run') as CommandModule,
};
