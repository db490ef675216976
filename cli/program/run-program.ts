import { join } from 'node:path';
import { asToolkitError, systemReason } from '../../core/errors/system-failure';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import type { ModelsDocument } from '../../core/models-document';
import { inStep } from '../../core/ports/in-step';
import type { Reporter } from '../../core/ports/reporter';
import { countOf } from '../../core/text/count-of';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../gitops/temporary-folder';
import { childEnvironment } from './child-environment';
import { knownMistake } from './known-mistake';
import { readProgramFailure } from './program-failure';
import { readModels } from './read-models';
import { runChild, type ChildOutcome } from './run-child';
import { splitCommand } from './split-command';

/** How to run an author's program. */
export interface RunProgramOptions {
  /** The command of `app:`. */
  readonly command: string;
  readonly projectFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Variables that hold tokens by configuration. */
  readonly secretVariables: readonly string[];
  /** Seconds. */
  readonly timeLimit: number;
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
  /** Gets what the program prints; never our own standard output. */
  readonly print: (text: string) => void;
}

/** What a program handed over. */
export interface ProgramResult {
  readonly models: ModelsDocument;
}

/**
 * Runs the author's program in a process of its own and reads the claims that it declares. Issues in the document are the
 * caller's to judge.
 *
 * @throws ToolkitError `program-command-invalid`, `program-not-found`, `program-failed`, `program-timeout`, `program-killed`,
 * `program-no-document`, `program-document-invalid`, `interrupted`
 */
export async function runProgram(options: RunProgramOptions): Promise<ProgramResult> {
  const [command, ...args] = splitCommand(options.command);
  const folder = await makeTemporaryFolder('models');
  try {
    const modelsOut = join(folder, 'models.json');
    const step = {
      step: 'run the program',
      detail: options.command,
      done: ({ claims }: ModelsDocument) => countOf(claims.length, 'claim'),
    };
    const models = await inStep(options.reporter, step, async () => {
      const outcome = await runChild({
        command,
        args,
        cwd: options.projectFolder,
        env: childEnvironment(options.env, { ...options, modelsOut }),
        timeLimit: options.timeLimit * 1000,
        signal: options.signal,
        onStdout: options.print,
      });
      if (options.signal.aborted) throw new ToolkitError('interrupted', 'interrupted while the program ran');
      judge(outcome, command, options);
      if (outcome.stderr !== '') options.print(outcome.stderr);
      return readModels(modelsOut);
    });
    return { models };
  } finally {
    await removeTemporaryFolder(folder);
  }
}

function judge(outcome: ChildOutcome, command: string, options: RunProgramOptions): void {
  if (outcome.startError !== undefined) {
    const { code } = outcome.startError;
    if (code !== 'ENOENT' && code !== 'EACCES') throw asToolkitError(outcome.startError);
    const why =
      code === 'ENOENT' ? 'is not installed or not on the PATH' : `cannot be started: ${systemReason(code)}`;
    throw new ToolkitError(
      'program-not-found',
      `'${command}' of the command in 'app' ${why}: ${options.command}`,
    );
  }
  if (outcome.timedOut) {
    throw new ToolkitError(
      'program-timeout',
      `the program did not end within ${options.timeLimit} s and was stopped: ${options.command}`,
      { data: { stderr: tail(outcome.stderr) } },
    );
  }
  if (outcome.signal !== null) {
    throw new ToolkitError(
      'program-killed',
      `the program was killed by ${outcome.signal}: ${options.command}`,
      {
        data: { stderr: tail(outcome.stderr) },
      },
    );
  }
  if (outcome.exitCode !== 0) throw programFailed(outcome, options);
}

function programFailed(outcome: ChildOutcome, options: RunProgramOptions): ToolkitError {
  const failure = readProgramFailure(outcome.stderr, options.projectFolder, options.command);
  const data = {
    stderr: failure.message === undefined ? tail(outcome.stderr) : '',
    fullStderr: outcome.stderr,
  };
  const issues: Issue[] = failure.diagnostics.map(({ message, source }) => {
    const hint = knownMistake(message, options.command);
    return { code: 'program-failed', message, source, ...(hint !== undefined && { hint }) };
  });
  if (issues.length === 0 && failure.message !== undefined) {
    issues.push({
      code: 'program-failed',
      message: failure.message,
      ...(failure.source === undefined ? {} : { source: failure.source }),
      ...(failure.hint === undefined ? {} : { hint: failure.hint }),
    });
  }
  const message =
    issues.length === 1 && issues[0] !== undefined
      ? `the program failed: ${issues[0].message}`
      : `the program ended with exit code ${outcome.exitCode ?? 0}`;
  return new ToolkitError('program-failed', message, { issues, data });
}

function tail(stderr: string): string {
  return stderr.trimEnd().split('\n').slice(-20).join('\n');
}
