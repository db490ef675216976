import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';

/** `claims status` */
export const STATUS: RunnableCommand = {
  name: 'status',
  summary: 'show the status of claims in their clusters, since when and why',
  description:
    'Shows the status of each claim and cluster from the registry of the target: active, creating, error, ' +
    'deleting or unknown, since when, and the cause. In a work tree, it reads the registry there unless `--base` ' +
    'names a branch. With `--from` (or `gitops.statusUrl`) it asks a status collector or a registry API; a ' +
    'collector also tells which objects lie between the claim and the failing one. If a target is configured too, ' +
    'claims have the names of its registry, otherwise `<namespace>/<name>` as in their cluster. ' +
    'CLAIMS_STATUS_TOKEN holds the token for collectors that need one. Exits with 0 whatever the status is.',
  arguments: [
    {
      name: 'category/name',
      description:
        'claims to show, or categories with all of theirs, also as `<namespace>/<name>` (default: all)',
      required: false,
      variadic: true,
    },
  ],
  options: [
    { flags: '--from <url>', description: 'ask this collector or registry API instead of the registry' },
    { flags: '--category <name>', description: 'only this category' },
    { flags: '--template <name>', description: 'only this template' },
    { flags: '--status <status>', description: 'only this status' },
    {
      flags: '--source <source>',
      description: 'only entries made by this source, such as synth, cli, backstage, ci',
    },
    { flags: '--cluster <name>', description: 'only this cluster' },
  ],
  needs: ['target'],
  examples: [
    { command: 'claims status', note: 'the status of all claims, from the registry' },
    { command: 'claims status infra/app-pvc --json', note: 'one claim as JSON' },
    { command: 'claims status --status error', note: 'the failing claims, and why' },
    {
      command: 'claims status --from http://127.0.0.1:8095',
      note: 'ask the collector, which has the latest status',
    },
  ],
  load: () => require('./run') as CommandModule,
};
