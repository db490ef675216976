import type { CommandModule, RunnableCommand } from '../../command/command-module';

/** `claims serve informer` */
export const SERVE_INFORMER: RunnableCommand = {
  name: 'serve informer',
  summary: 'watch the claims of a cluster and report how they are',
  description:
    'Watches claims (one kind by CLAIM_GROUP and CLAIM_RESOURCE, several by CLAIM_KINDS) and reports their state to a collector. Finds the cluster by the account ' +
    'of its pod, else by KUBECONFIG, else by the kubeconfig of the home folder. A cluster or a collector that does not answer, a kind that is not there yet, a ' +
    'right that is missing: it goes on and says so at /readyz. Every option is a variable of the environment too, as `docs/status.md` says. Logs go to stderr, ' +
    'one JSON object a line. SIGTERM and Ctrl-C send what is left and exit with 0.',
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
      note: 'every kind that Crossplane’s definitions make',
    },
    {
      command:
        'CLAIM_NAMESPACE=shop claims serve informer --cluster prod-eu --collector http://127.0.0.1:8095 --kinds databases.v1.acme.io',
      note: 'one kind, in one namespace',
    },
  ],
  load: () => require('./run') as CommandModule,
};
