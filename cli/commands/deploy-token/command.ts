import type { CommandModule, RunnableCommand } from '../../command/command-module';

/** `claims deploy token` */
export const DEPLOY_TOKEN: RunnableCommand = {
  name: 'deploy token',
  summary: 'make the token with which a cluster reports',
  description:
    'Makes a random token, prints it once and keeps it nowhere. The hub is told its SHA-256 alone (`tokenHashes` of the cluster). Into a pipe the token alone is printed, so that it gets into the ' +
    'secrets of a Pulumi stack without a trace in the history of a shell; its hash goes to stderr. While a token is being replaced a cluster has two hashes.',
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
