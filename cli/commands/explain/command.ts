import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';

/** `claims explain` */
export const EXPLAIN: RunnableCommand = {
  name: 'explain',
  summary: 'explain an error code',
  description:
    'Says what an error means, why it happens and how to fix it, with an example. Without a code, lists all of them.',
  arguments: [{ name: 'code', description: 'code of an error, as in its message', required: false }],
  options: [],
  needs: [],
  examples: [
    { command: 'claims explain config-project-missing', note: 'one error' },
    { command: 'claims explain', note: 'all codes' },
  ],
  load: () => require('./run') as CommandModule,
};
