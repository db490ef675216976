import type { CommandModule, RunnableCommand } from '../../command/command-module';

/** `claims deploy render` */
export const DEPLOY_RENDER: RunnableCommand = {
  name: 'deploy render',
  summary: 'write the objects of collector and informers as YAML',
  description:
    'Writes the objects of a deployment of the services as folders for kustomize: `hub/` for the cluster of the ' +
    'collector and `clusters/<name>/` for each informer. It contacts no cluster and does not need Pulumi. It ' +
    'reads a file with `hub` and `clusters`, or the settings of a Pulumi stack (`--config Pulumi.prod.yaml`). ' +
    'Values of secrets are not written: the Secrets that hold them are listed, and must exist. Without --output ' +
    'everything is printed. Warnings name what is more open than needed.',
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
