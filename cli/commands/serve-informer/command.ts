import type { CommandModule, RunnableCommand } from '../../command/command-module';

/** `claims serve informer` */
export const SERVE_INFORMER: RunnableCommand = {
  name: 'serve informer',
  summary: 'watch the claims of a cluster and report their status',
  description:
    'Watches claims (one kind by CLAIM_GROUP and CLAIM_RESOURCE, several by CLAIM_KINDS) and reports their status ' +
    'to a collector. It connects with the service account of its pod, else with KUBECONFIG, else with the ' +
    'kubeconfig of the home folder. While a cluster or collector does not answer, a kind does not exist yet or a ' +
    'right is missing, it keeps running and reports that at /readyz. Every option is also an environment ' +
    'variable, see `docs/informer.md`. Logs go to stderr, one JSON object per line. On SIGTERM and Ctrl-C it ' +
    'sends the remaining reports and exits with 0.',
  arguments: [],
  options: [
    { flags: '--cluster <name>', description: 'name of the cluster that it reports about' },
    { flags: '--collector <url>', description: 'address of the collector' },
    {
      flags: '--kinds <list>',
      description: 'kinds of claims: <resource>.<version>.<group>, *.<group>, xrds',
    },
    { flags: '--port <number>', description: 'port of health and metrics, 0 for none (default: 8096)' },
    { flags: '--host <address>', description: 'address of health and metrics (default: 127.0.0.1)' },
  ],
  needs: [],
  examples: [
    {
      command: 'claims serve informer --cluster prod-eu --collector http://127.0.0.1:8095 --kinds xrds',
      note: 'every kind that the XRDs of the cluster define',
    },
    {
      command:
        'CLAIM_NAMESPACE=shop claims serve informer --cluster prod-eu --collector http://127.0.0.1:8095 --kinds databases.v1.acme.io',
      note: 'one kind, in one namespace',
    },
  ],
  load: () => require('./run') as CommandModule,
};
