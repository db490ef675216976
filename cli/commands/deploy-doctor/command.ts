import type { CommandModule, RunnableCommand } from '../../command/command-module';

/** `claims deploy doctor` */
export const DEPLOY_DOCTOR: RunnableCommand = {
  name: 'deploy doctor',
  summary: 'check what a first `pulumi up` of the services needs',
  description:
    'Checks the configuration (a file with `hub` and `clusters`, or `Pulumi.<stack>.yaml`), the Pulumi engine and ' +
    'its Kubernetes provider, the modules of the program, the tokens, and, for clusters with a known context, ' +
    'whether you may create the objects. Contexts come from `access` of the stack or from --context. Every check ' +
    'runs, even after one has failed. Changes nothing.',
  arguments: [],
  options: [
    {
      flags: '--context <cluster=context>',
      description: 'context of the kubeconfig for a cluster, or for hub; may be repeated',
      repeatable: true,
    },
  ],
  needs: [],
  examples: [
    { command: 'claims deploy doctor --config Pulumi.prod.yaml', note: 'everything that a stack needs' },
    {
      command: 'claims deploy doctor --context hub=prod-hub --context prod-eu=prod-eu',
      note: 'and your rights in two clusters',
    },
  ],
  load: () => require('./run') as CommandModule,
};
