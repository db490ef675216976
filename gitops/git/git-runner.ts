import { simpleGit } from 'simple-git';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { GitAnswer } from './git-answer';
import type { ChildEnvironment } from './git-environment';
import { gitFailure } from './git-failure';
import { headAndTail } from '../../core/head-and-tail';
import { spawnGit } from './spawn-git';
import { redact } from './redact';

/** One Git command to run. */
export interface GitCommand {
  readonly args: readonly string[];
  readonly environment: ChildEnvironment;
  readonly input?: Buffer | string;
  /** Descriptor of an open file in place of `input`. */
  readonly inputFile?: number;
  /** Descriptor of an open file that gets the output, of which the answer has nothing then. */
  readonly outputFile?: number;
  /** Exit codes that are answers, not failures; default 0 alone. */
  readonly answers?: readonly number[];
}

/** Limits and identity of all commands that one runner starts. */
export interface GitRunnerOptions {
  readonly folder: string;
  /** For messages: what the commands work on, without credentials. */
  readonly target: string;
  /** Milliseconds that a command may take in all. */
  readonly timeLimit: number;
  readonly signal?: AbortSignal;
  /** Texts that never may appear in an error. */
  readonly secrets?: readonly string[];
}

/** Runs Git commands, one process each, without a shell. */
export interface GitRunner {
  /** Throws a {@link ToolkitError} of git-errors for every exit code that is not an answer. */
  run(command: GitCommand): Promise<GitAnswer>;
}

/**
 * A runner over simple-git. Every command has a time limit and can be aborted; variables outside
 * the allow-list never reach the child.
 */
export function createGitRunner(options: GitRunnerOptions): GitRunner {
  return { run: (command) => run(options, command) };
}

/** simple-git's exit code for a command that was stopped before it was spawned. */
const NEVER_STARTED = 9901;

async function run(options: GitRunnerOptions, command: GitCommand): Promise<GitAnswer> {
  const limit = AbortSignal.timeout(options.timeLimit);
  const signals = options.signal === undefined ? [limit] : [limit, options.signal];
  const isWithFiles = command.inputFile !== undefined || command.outputFile !== undefined;
  const work = isWithFiles ? runWithFiles : runWithPipes;
  let answer: GitAnswer | undefined;
  try {
    answer = await work(options, command, AbortSignal.any(signals));
  } catch (error) {
    throw interruption(options, command, limit, error);
  }
  if (options.signal?.aborted === true || limit.aborted) {
    throw interruption(options, command, limit, undefined);
  }
  if (answer === undefined) {
    throw new ToolkitError('git-failed', `git ${String(command.args[0])} gave no answer`);
  }
  if (!(command.answers ?? [0]).includes(answer.exitCode)) {
    throw gitFailure(command.args, answer, options.target);
  }
  return answer;
}

async function runWithFiles(
  options: GitRunnerOptions,
  command: GitCommand,
  signal: AbortSignal,
): Promise<GitAnswer> {
  const { exitCode, stdout, stderr } = await spawnGit(options.folder, command, signal);
  // Whoever was ended from outside has no code.
  return { exitCode: exitCode ?? NEVER_STARTED, stdout, stderr: said(stderr, options) };
}

function said(stderr: Buffer, { secrets }: GitRunnerOptions): string {
  return redact(headAndTail(stderr.toString('utf8')), secrets);
}

async function runWithPipes(
  options: GitRunnerOptions,
  command: GitCommand,
  signal: AbortSignal,
): Promise<GitAnswer | undefined> {
  let answer: GitAnswer | undefined;
  const git = simpleGit({
    baseDir: options.folder,
    abort: signal,
    timeout: { block: options.timeLimit },
    maxConcurrentProcesses: 1,
    // The environment is built from an allow-list already; nothing of this process' own reaches the child.
    allowEnvironment: Object.keys(command.environment),
    unsafe: {
      allowUnsafeAskPass: true,
      allowUnsafeConfigEnvCount: true,
      allowUnsafeConfigPaths: true,
      allowUnsafeFsMonitor: true,
      allowUnsafeHooksPath: true,
      allowUnsafeProtocolOverride: true,
      allowUnsafeSshCommand: true,
      allowUnsafeCredentialHelper: true,
      allowUnsafePack: true,
      allowUnsafeTemplateDir: true,
    },
    input: () => command.input ?? '',
    // simple-git makes an error of every exit code beside 0. Exit codes and bytes are judged here; only what ended
    // the child from outside, or kept it from starting, stays an error.
    errors: (error, result) => {
      answer = {
        exitCode: result.exitCode,
        stdout: Buffer.concat(result.stdOut),
        stderr: said(Buffer.concat(result.stdErr), options),
      };
      const ended = (result.exitCode as number | null) !== null && result.exitCode !== NEVER_STARTED;
      return error instanceof Error && !ended ? error : undefined;
    },
  });
  await git
    .outputHandler(tellEnd)
    .env(command.environment as Record<string, string>)
    .raw([...command.args]);
  return answer;
}

/**
 * simple-git gives a command that said nothing 50 ms more, lest it miss what is still to come. Many of ours say nothing, and the
 * end of the output tells that nothing will: to simple-git an empty piece of it is output enough.
 */
function tellEnd(_command: string, stdout: NodeJS.ReadableStream): void {
  stdout.once('end', () => stdout.emit('data', Buffer.alloc(0)));
}

function interruption(
  options: GitRunnerOptions,
  command: GitCommand,
  limit: AbortSignal,
  error: unknown,
): ToolkitError {
  const name = String(command.args[0]);
  if (options.signal?.aborted === true) {
    return new ToolkitError('git-aborted', `git ${name} was interrupted`);
  }
  const reason = error instanceof Error ? error.message : String(error);
  // A child that the system had no files or memory for has no pipes; simple-git does not expect that.
  if (/TypeError|spawn \S+ E(?:MFILE|NFILE|AGAIN|NOMEM)/.test(reason)) {
    return new ToolkitError(
      'system-call-failed',
      `git ${name} cannot be started: too many files or processes are open, raise the limits (ulimit -n, ulimit -u)`,
      { cause: error },
    );
  }
  if (limit.aborted || /timeout/.test(reason)) {
    return new ToolkitError(
      'git-timeout',
      `git ${name} on ${options.target} did not finish within ${Math.round(options.timeLimit / 1000)} s`,
    );
  }
  return new ToolkitError('git-failed', `git ${name} could not run: ${redact(reason, options.secrets)}`);
}
