import type { CommandModule, RunnableCommand } from '../../command/command-module';

/** `claims deploy token` */
export const DEPLOY_TOKEN: RunnableCommand = {
  name: 'deploy token',
  summary: 'create the token that a cluster reports with',
  description:
    'Creates a random token, prints it once and stores it nowhere. The hub gets only its SHA-256 (`tokenHashes` ' +
    'of the cluster). In a pipe only the token goes to stdout, so that it reaches the secrets of a Pulumi stack ' +
    'without being in the history of a shell; its hash goes to stderr. To replace a token, keep both hashes until ' +
    'the new one is in use.',
  arguments: [{ name: 'cluster', description: 'name of the cluster in reports', required: true }],
  options: [],
  needs: [],
  examples: [
    { command: 'claims deploy token prod-eu', note: 'a token, its hash, and where they go' },
    {
      command: 'claims deploy token prod-eu | pulumi config set --secret --path \'tokens["prod-eu"]\'',
      note: 'the token into the secrets of a stack, its hash on stderr',
    },
  ],
  load: () => require('./run') as CommandModule,
};
