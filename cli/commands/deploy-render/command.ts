import type { CommandModule, RunnableCommand } from '../../command/command-module';

/** `claims deploy render` */
export const DEPLOY_RENDER: RunnableCommand = {
  name: 'deploy render',
  summary: 'write the objects of collector and informers as YAML',
  description:
    'Writes what a deployment of the services consists of: `hub/` for the cluster of the collector and `clusters/<name>/` for each informer, as folders for kustomize. Asks no cluster and needs no ' +
    'Pulumi. Reads a file with `hub` and `clusters`, or the settings of a Pulumi stack (`--config Pulumi.prod.yaml`). No value of a secret is written: Secrets that hold one are named, and have to be ' +
    'there. Without --output everything is printed. Warnings say what is more open than it has to be.',
  arguments: [],
  options: [{ flags: '--output <dir>', description: 'folder to write to (default: print)' }],
  needs: [],
  examples: [
    { command: 'claims deploy render', note: 'print what deployment.yaml describes' },
    {
      command: 'claims deploy render --config Pulumi.prod.yaml --output deploy',
      note: 'write folders for Flux from the settings of a stack',
    },
  ],
  load: () => require('./run') as CommandModule,
};
