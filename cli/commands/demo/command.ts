import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';

/** `claims demo` */
export const DEMO: RunnableCommand = {
  name: 'demo',
  summary: 'show the whole flow on a temporary repository',
  description:
    'Seeds a temporary Git repository, writes the example claims, shows the diff, opens the change request, merges it and runs again. ' +
    'Needs no network and leaves nothing behind.',
  arguments: [],
  options: [],
  needs: [],
  examples: [{ command: 'claims demo', note: 'watch it, in a checkout of this project' }],
  load: () => require('./run') as CommandModule,
};
