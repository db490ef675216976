import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { wholeLines } from './whole-lines';

/** How a child process ended. */
export interface ChildOutcome {
  /** Null when it was killed. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last of what it wrote to stderr, secrets in use masked. */
  readonly stderr: string;
  readonly timedOut: boolean;
  /** Set when it could not be started at all. */
  readonly startError?: NodeJS.ErrnoException;
}

/** A child to run. */
export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeLimit: number;
  readonly signal: AbortSignal;
  /** Gets everything that the child writes to stdout, line by line, secrets in use masked. */
  readonly onStdout: (text: string) => void;
}

/** What is kept of stderr: enough for every stack, little enough for a program that never stops to write. */
const STDERR_LIMIT = 256 * 1024;
/** How long a child may take to end by itself after SIGTERM, in milliseconds. */
const GRACE = 2000;

/**
 * Runs a child to its end, without a shell and in a process group of its own, so that nothing of it outlives the run.
 * Never rejects. When the signal aborts, the group is ended first.
 */
export function runChild(options: ChildOptions): Promise<ChildOutcome> {
  return new Promise((resolve) => {
    const group = process.platform !== 'win32';
    const child = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: group,
      windowsHide: true,
    });
    let stderr = '';
    let timedOut = false;
    let startError: NodeJS.ErrnoException | undefined;
    let killing: NodeJS.Timeout | undefined;
    const kill = (signal: NodeJS.Signals): void => {
      try {
        if (group && child.pid !== undefined) process.kill(-child.pid, signal);
        else child.kill(signal);
      } catch {
        // It has ended already.
      }
    };
    const end = (): void => {
      kill('SIGTERM');
      killing ??= setTimeout(() => {
        kill('SIGKILL');
      }, GRACE);
    };
    const limit = setTimeout(() => {
      timedOut = true;
      end();
    }, options.timeLimit);
    const onExit = (): void => {
      kill('SIGKILL');
    };
    process.once('exit', onExit);
    options.signal.addEventListener('abort', end, { once: true });
    if (options.signal.aborted) end();
    const printed = wholeLines(options.onStdout);
    const errorLines = wholeLines((text) => {
      stderr = (stderr + text).slice(-STDERR_LIMIT);
    });
    // Neither is there where the system had no more files for them; `error` follows then.
    const streams = child as { stdout: Readable | undefined; stderr: Readable | undefined };
    streams.stdout?.setEncoding('utf8').on('data', printed.push);
    streams.stderr?.setEncoding('utf8').on('data', errorLines.push);
    const finish = (exitCode: number | null, signal: NodeJS.Signals | null): void => {
      clearTimeout(limit);
      clearTimeout(killing);
      options.signal.removeEventListener('abort', end);
      process.removeListener('exit', onExit);
      // Whatever the program left running in its group holds our pipes open.
      if (startError === undefined) kill('SIGKILL');
      printed.end();
      errorLines.end();
      resolve({ exitCode, signal, stderr, timedOut, ...(startError && { startError }) });
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      startError ??= error;
      if (child.pid === undefined) finish(null, null);
    });
    child.once('exit', (exitCode, signal) => {
      // Grandchildren may keep the pipes open for ever: what was written before the end is read, nothing is waited for.
      setImmediate(() => {
        finish(exitCode, signal);
      });
    });
  });
}
