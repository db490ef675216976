#!/usr/bin/env node
import '../../core/runtime/require-node-version.js';
import { asToolkitError } from '../../core/errors/system-failure';
import { redactText } from '../../core/secrets/redact-text';
import { line, own, visible, visibleLines } from '../../report/text/shown';
import { packageVersion } from '../../toolkit/package-version';
import { cacheFolder } from '../../toolkit/target/cache-folder';
import { processStream } from '../output/process-stream';
import { createTextSink } from '../output/text-sink';
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

const stdout = createTextSink(processStream(process.stdout));
const stderr = createTextSink(processStream(process.stderr));

async function main(command: string): Promise<number> {
  switch (command) {
    case 'server':
      return await server();
    case 'version':
      stdout.write(
        line`Version:    ${visible(packageVersion())}\nCommit:     unknown\nBuild Date: unknown\n`,
      );
      return 0;
    case 'help':
    case '--help':
    case '-h':
      stdout.write(own(HELP));
      return 0;
    default:
      say(`Error: unknown command ${JSON.stringify(command)} for "machinery-registry-api"`);
      say("Run 'machinery-registry-api --help' for usage.");
      return 1;
  }
}

/** The original knows the exit codes 0 and 1 alone. */
async function server(): Promise<number> {
  const problem = registryProblem(process.env);
  if (problem !== undefined) {
    say(`Error: ${problem}`);
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
    say(`Error: ${prefix}${error.message}`);
    for (const { message, hint } of error.issues) {
      if (error.message.includes(message)) continue;
      say(`  ${message}${hint === undefined ? '' : `\n    ${hint}`}`);
    }
    return 1;
  }
}

function say(text: string): void {
  stderr.write(line`${visibleLines(redactText(text))}\n`);
}

void main(process.argv[2] ?? 'server').then((code) => {
  process.exitCode = code;
});
