import type * as ServeInformer from '../../../collector/serve-informer';
import { line, own, visible } from '../../../report/text/shown';
import { packageVersion } from '../../../toolkit/package-version';
import type { CommandContext, CommandResult } from '../../command/command-module';

/** Runs an informer until a signal ends it. */
export async function run(context: CommandContext): Promise<CommandResult> {
  // Loaded only now: it holds the libraries of the services.
  const { serveInformer } = require('../../../collector/serve-informer') as typeof ServeInformer;
  const { cluster, collector, kinds, port, host } = context.options;
  const flags = { cluster, collectorUrl: collector, kinds, port, host } as Record<string, string | undefined>;
  const exitCode = await serveInformer({
    env: context.env,
    flags,
    signals: process,
    version: { version: packageVersion(), commit: 'unknown' },
    onReady(ready) {
      if (context.json) return;
      const health = ready.health === undefined ? own('') : line`, health on ${visible(ready.health)}/readyz`;
      context.write(line`informer of ${visible(ready.cluster)}${health}\n`);
    },
  });
  return { exitCode, json: undefined, text: own('') };
}
