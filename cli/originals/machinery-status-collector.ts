#!/usr/bin/env node
import '../../core/runtime/require-node-version.js';
import { ERROR_KINDS } from '../../core/errors/error-kind';
import { asToolkitError } from '../../core/errors/system-failure';
import { redactText } from '../../core/secrets/redact-text';
import { line, own, visible, visibleLines } from '../../report/text/shown';
import { packageVersion } from '../../toolkit/package-version';
import { processStream } from '../output/process-stream';
import { createTextSink } from '../output/text-sink';
import { informerProblem, serverProblem } from './collector-environment';
import type * as ServeCollector from '../../collector/serve-collector';
import type * as ServeInformer from '../../collector/serve-informer';

/** The collector under the original's name: its commands, its environment, its messages and exit codes (collector-and-registry.md §1.1, §6.2). */
const HELP = `Collects the status of claims and serves it

Usage:
  machinery-status-collector [command]

Available Commands:
  help        Help about any command
  informer    Start the informer of a cluster
  server      Start the collector server (also without a command)
  version     Print the version

Use "claims serve collector --help" and "claims serve informer --help" for what is new.
`;

const stdout = createTextSink(processStream(process.stdout));
const stderr = createTextSink(processStream(process.stderr));

async function main(command: string): Promise<number> {
  switch (command) {
    case 'server':
      return await serve(command, serverProblem(process.env), server);
    case 'informer':
      return await serve(command, informerProblem(process.env), informer);
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

async function serve(
  command: string,
  problem: string | undefined,
  run: () => Promise<number>,
): Promise<number> {
  if (problem !== undefined) {
    say(`Error: ${problem}`);
    say(
      `Usage:\n  machinery-status-collector ${command} [flags]\n\nFlags:\n  -h, --help   help for ${command}\n`,
    );
    say(problem);
    return 1;
  }
  try {
    return await run();
  } catch (thrown) {
    const error = asToolkitError(thrown);
    say(`Error: ${error.message}`);
    for (const { message, hint } of error.issues) {
      say(`  ${message}${hint === undefined ? '' : `\n    ${hint}`}`);
    }
    return ERROR_KINDS[error.kind].exitCode;
  }
}

const version = { version: packageVersion(), commit: 'unknown' };

// Each loads the libraries of its service, and not those of the other.
function server(): Promise<number> {
  const { serveCollector } = require('../../collector/serve-collector') as typeof ServeCollector;
  const env = { COLLECTOR_HOST: '::', ...process.env };
  return serveCollector({ env, signals: process, version, onReady: () => undefined });
}

function informer(): Promise<number> {
  const { serveInformer } = require('../../collector/serve-informer') as typeof ServeInformer;
  const env = { INFORMER_HOST: '::', ...process.env };
  return serveInformer({ env, signals: process, version, onReady: () => undefined });
}

function say(text: string): void {
  stderr.write(line`${visibleLines(redactText(text))}\n`);
}

void main(process.argv[2] ?? 'server').then((code) => {
  process.exitCode = code;
});
