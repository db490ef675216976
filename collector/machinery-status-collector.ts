#!/usr/bin/env node
import '../core/runtime/require-node-version.js';
import { ERROR_KINDS } from '../core/errors/error-kind';
import { asToolkitError } from '../core/errors/system-failure';
import { escapeInvisible } from '../core/json/canonical-json';
import { redactText } from '../core/secrets/redact-text';
import { packageVersion } from '../toolkit/package-version';
import { originalProblem } from './original-environment';
import { serveCollector } from './serve-collector';

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

async function main(command: string): Promise<number> {
  switch (command) {
    case 'server':
      return await server();
    case 'version':
      process.stdout.write(`Version:    ${packageVersion()}\nCommit:     unknown\nBuild Date: unknown\n`);
      return 0;
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(HELP);
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
  process.stderr.write(`${escapeInvisible(redactText(text))}\n`);
}

void main(process.argv[2] ?? 'server').then((code) => {
  process.exitCode = code;
});
