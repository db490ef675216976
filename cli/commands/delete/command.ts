import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';

/** `claims delete` */
export const DELETE: RunnableCommand = {
  name: 'delete',
  summary: 'remove claims that no program declares',
  description:
    'Opens a change request that removes the named claims: their folder or file, and their entries in ' +
    'kustomization, catalog locations and registry. A claim that the program still declares is refused; remove it ' +
    'from the program instead.',
  arguments: [{ name: 'category/name', description: 'claims to delete', required: true, variadic: true }],
  options: [
    { flags: '--merge', description: 'merge the change request at once' },
    { flags: '--dry-run', description: 'show what would be done, write nothing' },
  ],
  needs: ['target', 'program'],
  examples: [
    { command: 'claims delete cli/hacky', note: 'remove a claim that somebody made by hand' },
    { command: 'claims delete infra/a infra/b --merge', note: 'remove two and merge' },
  ],
  load: () => require('./run') as CommandModule,
};
