import * as uncaughtError from './uncaught-error';
import { processStream } from './output/process-stream';
import { READER_LEFT } from './reader-left';
import { runCli } from './run-cli';
import { workingFolder } from './working-folder';

/** How long a run may take to clean up after a signal, in milliseconds. */
const CLEAN_UP = 10_000;
const INTERRUPTED = 130;

const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second one is meant: whatever hangs is left as it is.
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort();
    setTimeout(() => process.exit(INTERRUPTED), CLEAN_UP).unref();
  });
}

const stderr = processStream(process.stderr);
const stdout = processStream(process.stdout, (error) => {
  // Nobody is there for the rest, so the run ends as soon as it can be left.
  controller.abort(error.code === 'EPIPE' ? READER_LEFT : undefined);
});

process.on('uncaughtException', (error) => {
  if (!uncaughtError.isOfLostChild(error)) void uncaughtError.told.then(() => process.exit(1));
});

void runCli({
  argv: process.argv.slice(2),
  env: process.env,
  // Asked for when it is needed: help needs none.
  get cwd() {
    return workingFolder();
  },
  stdout,
  stderr,
  signal: controller.signal,
}).then((exitCode) => {
  process.exit(exitCode);
});
