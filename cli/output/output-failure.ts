import { getSystemErrorMessage } from 'node:util';
import { ERROR_KINDS } from '../../core/errors/error-kind';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { errorText } from './error-text';
import { line } from '../../report/text/shown';
import { styleFor } from '../../report/text/style';
import { createTextSink, type CliStream } from './text-sink';
import { outputWidth } from './terminal-width';

/** Exit codes that say nothing of a failure. */
const DIFFERENT = 3;
const INTERRUPTED = 130;

/** What is left of a process whose output did not arrive. */
interface FailedProcess {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stderr: CliStream;
}

/**
 * The exit code of a run whose result did not arrive. A reader who left has seen enough (`claims list | head`) and changes nothing; every other
 * failure is told on stderr and makes a success, or an answer such as "there are differences", a failure.
 */
export function outputFailure(
  process: FailedProcess,
  failure: NodeJS.ErrnoException,
  exitCode: number,
): number {
  if (failure.code === 'EPIPE') return exitCode;
  const error = new ToolkitError(
    'output-not-written',
    `the output could not be written: ${reasonOf(failure)}`,
    {
      cause: failure,
    },
  );
  const style = styleFor(process.stderr, process.env, !process.argv.includes('--no-color'));
  const columns = outputWidth(process.stderr, process.env);
  const text = errorText(error, { style, folder: process.cwd, verbose: false, columns });
  createTextSink(process.stderr).write(line`${text}\n`);
  // What was interrupted was so because nothing more could be written.
  return [0, DIFFERENT, INTERRUPTED].includes(exitCode) ? ERROR_KINDS[error.kind].exitCode : exitCode;
}

function reasonOf({ errno, code, message }: NodeJS.ErrnoException): string {
  const words = errno === undefined ? message : getSystemErrorMessage(errno);
  return code === undefined ? words : `${words} (${code})`;
}
