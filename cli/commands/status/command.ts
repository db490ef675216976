import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';

/** `claims status` */
export const STATUS: RunnableCommand = {
  name: 'status',
  summary: 'show how claims are in their clusters, since when and why',
  description:
    'Tells the status of each claim and cluster as the registry in the target has it: active, creating, error, deleting or unknown, the time since ' +
    'when, and the cause. In a work tree the registry that stands there, unless `--base` names a branch. With `--from` (or `gitops.statusUrl`) a ' +
    'status collector or a registry API is asked; a collector also tells the objects on the way to what fails. Where a target is configured, too, ' +
    'its registry names the claims; else they are called as in their clusters, `<namespace>/<name>`. CLAIMS_STATUS_TOKEN holds the token for ' +
    'collectors that want one. Exits with 0 however the claims are.',
  arguments: [
    {
      name: 'category/name',
      description:
        'claims to show, or categories with all of theirs; `<namespace>/<name>` will do, too (default: all)',
      required: false,
      variadic: true,
    },
  ],
  options: [
    { flags: '--from <url>', description: 'ask this collector or registry API in place of the registry' },
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
    { command: 'claims status', note: 'what the registry says of all claims' },
    { command: 'claims status infra/app-pvc --json', note: 'one claim as JSON' },
    { command: 'claims status --status error', note: 'what is not well, and why' },
    {
      command: 'claims status --from http://127.0.0.1:8095',
      note: 'ask the collector, which knows it first',
    },
  ],
  load: () => require('./run') as CommandModule,
};
