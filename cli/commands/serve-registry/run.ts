import type * as ServeRegistry from '../../../collector/serve-registry';
import { line, own, visible } from '../../../report/text/shown';
import { packageVersion } from '../../../toolkit/package-version';
import { cacheFolder } from '../../../toolkit/target/cache-folder';
import type { CommandContext, CommandResult } from '../../command/command-module';

/** Runs a registry API until a signal ends it. */
export async function run(context: CommandContext): Promise<CommandResult> {
  // Loaded only now: it holds the libraries of the services.
  const { serveRegistry } = require('../../../collector/serve-registry') as typeof ServeRegistry;
  const { source, repo, branch, path, interval, port, host } = context.options;
  const flags = { source, repo, branch, path, interval, port, host } as Record<string, string | undefined>;
  const exitCode = await serveRegistry({
    env: context.env,
    flags,
    folder: context.cwd,
    cacheFolder: cacheFolder(context.env, process.platform),
    signals: process,
    version: { version: packageVersion(), commit: 'unknown' },
    onReady({ url, source: place, claims }) {
      if (context.json) return;
      const counted = own(claims === 1 ? '1 claim' : `${claims} claims`);
      context.write(line`registry API on ${visible(url)}, ${counted} of ${visible(place)}\n`);
      context.write(line`try: curl -sS ${visible(url)}/api/v1/claims, or open ${visible(url)}/status\n`);
    },
  });
  return { exitCode, json: undefined, text: own('') };
}
