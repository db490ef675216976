import type * as ServeCollector from '../../../collector/serve-collector';
import { line, own, visible } from '../../../report/text/shown';
import { packageVersion } from '../../../toolkit/package-version';
import type { CommandContext, CommandResult } from '../../command/command-module';

const EXAMPLE = '{"cluster":"laptop","claimRef":"default/my-db","statusMessage":"Ready"}';

/** Runs a collector until a signal ends it. */
export async function run(context: CommandContext): Promise<CommandResult> {
  // Loaded only now: it holds the libraries of the services.
  const { serveCollector } = require('../../../collector/serve-collector') as typeof ServeCollector;
  const { port, host, stateDir, tokens, insecure, force } = context.options;
  const flags = { port, host, stateDir, tokens, insecure, force } as Record<
    string,
    string | boolean | undefined
  >;
  const exitCode = await serveCollector({
    env: context.env,
    flags,
    signals: process,
    version: { version: packageVersion(), commit: 'unknown' },
    onReady({ url, place, hasTokens }) {
      if (context.json) return;
      const token = hasTokens ? own(" -H 'Authorization: Bearer <token>'") : own('');
      context.write(line`collector on ${visible(url)}, statuses in ${visible(place)}\n`);
      context.write(line`try: curl -sS ${visible(url)}/api/v1/status${token} -d '${own(EXAMPLE)}'\n`);
    },
  });
  return { exitCode, json: undefined, text: own('') };
}
