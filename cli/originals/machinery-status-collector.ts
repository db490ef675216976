#!/usr/bin/env node
import '../../core/runtime/require-node-version.js';
import { ERROR_KINDS } from '../../core/errors/error-kind';
import { asToolkitError } from '../../core/errors/system-failure';
import { own } from '../../report/text/shown';
import { packageVersion } from '../../toolkit/package-version';
import { informerProblem, serverProblem } from './collector-environment';
import { failWithUsage, runOriginal, sayIssues, sayOnStderr } from './original-command';
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

async function serve(
  command: string,
  problem: string | undefined,
  run: () => Promise<number>,
): Promise<number> {
  if (problem !== undefined) return failWithUsage('machinery-status-collector', command, problem);
  try {
    return await run();
  } catch (thrown) {
    const error = asToolkitError(thrown);
    sayOnStderr(`Error: ${error.message}`);
    sayIssues(error.issues);
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

void runOriginal({
  name: 'machinery-status-collector',
  help: own(HELP),
  commands: {
    server: () => serve('server', serverProblem(process.env), server),
    informer: () => serve('informer', informerProblem(process.env), informer),
  },
});
