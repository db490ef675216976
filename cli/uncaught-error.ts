import { asToolkitError } from '../core/errors/system-failure';
import { line, visible, visibleLines } from '../report/text/shown';
import { processStream } from './output/process-stream';
import { createTextSink } from './output/text-sink';

/**
 * Says what nobody caught, and ends the process with exit code 1. It is the first module that `main` loads: the system may refuse any file
 * after it (a limit of open files), and Node's own answer would be a stack.
 */
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  // simple-git does not listen to the error of a child that could not be started; the run that wanted it fails by itself.
  if (error.syscall?.startsWith('spawn') === true) return;
  const known = asToolkitError(error);
  const stderr = processStream(process.stderr);
  const sink = createTextSink(stderr);
  if (known.code === 'internal-error') sink.write(line`${visibleLines(error.stack ?? String(error))}\n`);
  else sink.write(line`error: ${visible(known.message)}\n`);
  void stderr.settled?.().then(() => process.exit(1));
});
