import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** How a child process ended. */
export interface ChildOutcome {
  /** Null when it was killed. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last of what it wrote to stderr. */
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
  /** Gets everything that the child writes to stdout, as it comes. */
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
    // Neither is there where the system had no more files for them; `error` follows then.
    const { stdout, stderr: errors } = child as {
      stdout: Readable | undefined;
      stderr: Readable | undefined;
    };
    stdout?.setEncoding('utf8').on('data', options.onStdout);
    errors?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-STDERR_LIMIT);
    });
    const finish = (exitCode: number | null, signal: NodeJS.Signals | null): void => {
      clearTimeout(limit);
      clearTimeout(killing);
      options.signal.removeEventListener('abort', end);
      process.removeListener('exit', onExit);
      // Whatever the program left running in its group holds our pipes open.
      if (startError === undefined) kill('SIGKILL');
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
