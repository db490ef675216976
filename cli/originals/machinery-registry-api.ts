#!/usr/bin/env node
import '../../core/runtime/require-node-version.js';
import { asToolkitError } from '../../core/errors/system-failure';
import { own } from '../../report/text/shown';
import { packageVersion } from '../../toolkit/package-version';
import { cacheFolder } from '../../toolkit/target/cache-folder';
import { runOriginal, sayIssues, sayOnStderr } from './original-command';
import { registryProblem } from './registry-environment';
import { serveRegistry } from '../../collector/serve-registry';

/** The registry API under the original's name: its commands, its environment, its messages and exit codes (collector-and-registry.md §2.1, §6.5). */
const HELP = `Serves the claims of a registry

Usage:
  machinery-registry-api [command]

Available Commands:
  help        Help about any command
  server      Start the API server (also without a command)
  version     Print the version

Use "claims serve registry --help" for what is new.
`;

/** What only a source may refuse: the original then says that its first sync failed. */
const OF_SOURCE = /^(?:registry|target|git|base)-/;

/** The original knows the exit codes 0 and 1 alone. */
async function server(): Promise<number> {
  const problem = registryProblem(process.env);
  if (problem !== undefined) {
    sayOnStderr(`Error: ${problem}`);
    return 1;
  }
  try {
    return await serveRegistry({
      env: { REGISTRY_HOST: '::', ...process.env },
      folder: process.cwd(),
      cacheFolder: cacheFolder(process.env, process.platform),
      signals: process,
      version: { version: packageVersion(), commit: 'unknown' },
      onReady: () => undefined,
    });
  } catch (thrown) {
    const error = asToolkitError(thrown);
    const prefix = OF_SOURCE.test(error.code) ? 'initial sync failed: initial sync failed: ' : '';
    sayOnStderr(`Error: ${prefix}${error.message}`);
    sayIssues(error.issues.filter(({ message }) => !error.message.includes(message)));
    return 1;
  }
}

void runOriginal({ name: 'machinery-registry-api', help: own(HELP), commands: { server } });
