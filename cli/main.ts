#!/usr/bin/env node
import '../core/runtime/require-node-version.js';
import { enableCompileCache } from 'node:module';
import { compileCacheFolder } from './project/cache-folder';
import { runCli } from './run-cli';
import { workingFolder } from './working-folder';

const compiled = compileCacheFolder(process.env, process.platform);
if (compiled !== undefined) enableCompileCache(compiled);

/** How long a run may take to clean up after a signal, in milliseconds. */
const CLEAN_UP = 10_000;

const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second one is meant: whatever hangs is left as it is.
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    setTimeout(() => process.exit(130), CLEAN_UP).unref();
  });
}

// simple-git does not listen to the error of a child that could not be started; the run that wanted it fails by itself.
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  if (error.syscall?.startsWith('spawn') === true) return;
  process.stderr.write(`${error.stack ?? String(error)}\n`, () => process.exit(1));
});

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read our output has seen enough (`claims list | head`).
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
}

void runCli({
  argv: process.argv.slice(2),
  env: process.env,
  // Asked for when it is needed: help needs none.
  get cwd() {
    return workingFolder();
  },
  stdout: process.stdout,
  stderr: process.stderr,
  signal: controller.signal,
}).then((exitCode) => {
  // Output to a pipe is written before the process may end.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(exitCode)));
});
