import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';

/** `claims registry verify` */
export const REGISTRY_VERIFY: RunnableCommand = {
  name: 'registry verify',
  summary: 'check that registry, folders and catalog agree',
  description:
    'Checks a target, whether this tool wrote it or not: each claim folder is in its kustomization and in the ' +
    'registry, each path exists, each catalog entry is in the locations, and the names match. In a work tree, it ' +
    'checks the files there unless `--base` names a branch. Exits with 4 when there are problems.',
  arguments: [],
  options: [],
  needs: ['target'],
  examples: [
    { command: 'claims registry verify --target ../harvester', note: 'check a repository or a plain folder' },
    { command: 'claims registry verify --json', note: 'problems with code, path and line' },
  ],
  load: () => require('./run') as CommandModule,
};
