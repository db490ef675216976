import { asToolkitError } from '../core/errors/system-failure';
import { line, visible, visibleLines } from '../report/text/shown';
import { processStream } from './output/process-stream';
import { createTextSink } from './output/text-sink';

/**
 * simple-git does not listen to the error of a child that could not be started; the run that wanted it fails by itself.
 *
 * @param error - one that nobody caught
 */
export function isOfLostChild(error: NodeJS.ErrnoException): boolean {
  return error.syscall?.startsWith('spawn') === true;
}

/** Resolves once the last error that nobody caught is written. */
export let told: Promise<unknown> = Promise.resolve();

/**
 * Says what nobody caught; the exit code is 1 then. It is the first module that `main` loads: the system may refuse any file after it (a limit of
 * open files), and Node's own answer would be a stack.
 */
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  if (isOfLostChild(error)) return;
  process.exitCode = 1;
  const known = asToolkitError(error);
  const stderr = processStream(process.stderr);
  const sink = createTextSink(stderr);
  if (known.code === 'internal-error') sink.write(line`${visibleLines(error.stack ?? String(error))}\n`);
  else sink.write(line`error: ${visible(known.message)}\n`);
  told = stderr.settled?.() ?? told;
});
