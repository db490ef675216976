#!/usr/bin/env node
import '../../core/runtime/require-node-version.js';
import { ERROR_KINDS } from '../../core/errors/error-kind';
import { asToolkitError } from '../../core/errors/system-failure';
import { redactText } from '../../core/secrets/redact-text';
import { line, own, visible, visibleLines } from '../../report/text/shown';
import { packageVersion } from '../../toolkit/package-version';
import { processStream } from '../output/process-stream';
import { createTextSink } from '../output/text-sink';
import { originalProblem } from './collector-environment';
import { serveCollector } from '../../collector/serve-collector';

/** The collector under the original's name: its commands, its environment, its messages and exit codes (collector-and-registry.md §1.1, §6.2). */
const HELP = `Collects the status of claims and serves it

Usage:
  machinery-status-collector [command]

Available Commands:
  help        Help about any command
  server      Start the collector server (also without a command)
  version     Print the version

Use "claims serve collector --help" for what is new.
`;

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
      say(`Error: unknown command ${JSON.stringify(command)} for "machinery-status-collector"`);
      say("Run 'machinery-status-collector --help' for usage.");
      return 1;
  }
}

async function server(): Promise<number> {
  const problem = originalProblem(process.env);
  if (problem !== undefined) {
    say(`Error: ${problem}`);
    say('Usage:\n  machinery-status-collector server [flags]\n\nFlags:\n  -h, --help   help for server\n');
    say(problem);
    return 1;
  }
  try {
    return await serveCollector({
      env: { COLLECTOR_HOST: '::', ...process.env },
      signals: process,
      version: { version: packageVersion(), commit: 'unknown' },
      onReady: () => undefined,
    });
  } catch (thrown) {
    const error = asToolkitError(thrown);
    say(`Error: ${error.message}`);
    for (const { message, hint } of error.issues) {
      say(`  ${message}${hint === undefined ? '' : `\n    ${hint}`}`);
    }
    return ERROR_KINDS[error.kind].exitCode;
  }
}

function say(text: string): void {
  stderr.write(line`${visibleLines(redactText(text))}\n`);
}

void main(process.argv[2] ?? 'server').then((code) => {
  process.exitCode = code;
});
