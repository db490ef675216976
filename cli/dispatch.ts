import { CommanderError } from 'commander';
import { ERROR_KINDS } from '../core/errors/error-kind';
import { asToolkitError } from '../core/errors/system-failure';
import { sourceDateEpoch } from '../core/time/source-date-epoch';
import { ToolkitError } from '../core/errors/toolkit-error';
import type { SecretHold } from '../core/secrets/secrets-in-use';
import { calledAs } from './command/called-as';
import { buildProgram, type Invocation } from './command/build-program';
import type { CommandContext, CommandResult } from './command/command-module';
import { COMMANDS } from './command/command-table';
import { COMPLETE } from './commands/complete/command';
import { packageVersion } from '../toolkit/package-version';
import { topHelp } from './command/top-help';
import { usageError } from './command/usage-error';
import { errorText } from './output/error-text';
import { jsonLine, jsonText } from '../report/json/json-text';
import { createStderrReporter } from './output/stderr-reporter';
import { line, shownAgain, visibleLines, type Shown } from '../report/text/shown';
import { styleFor } from '../report/text/style';
import { outputWidth, terminalWidth } from './output/terminal-width';
import { createTextSink } from './output/text-sink';
import { READER_LEFT } from './reader-left';
import type { CliProcess } from './cli-process';
import { watchFolder } from './watch/watch-folder';

/** Parses, runs the command asked for and prints what it answers. Never throws. */
export async function dispatch(process: CliProcess, secrets: SecretHold): Promise<number> {
  const wantsJson = process.argv.includes('--json');
  const stdout = createTextSink(process.stdout);
  try {
    const invocation = parse(process);
    if (invocation === undefined) return 0;
    const result = await run(process, invocation, secrets);
    if (wantsJson) {
      if (result.json !== undefined) stdout.write(line`${jsonText(result.json)}\n`);
    } else if (result.text !== '') stdout.write(line`${result.text}\n`);
    return result.exitCode ?? 0;
  } catch (thrown) {
    const error = process.signal.aborted ? interrupted(thrown) : asToolkitError(thrown);
    return fail(process, error, wantsJson);
  }
}

function parse(process: CliProcess): Invocation | undefined {
  // What was typed so far may be anything: it is not parsed.
  if (process.argv[0] === COMPLETE.name) return { spec: COMPLETE, args: process.argv.slice(1), options: {} };
  let invocation: Invocation | undefined;
  const stdout = createTextSink(process.stdout);
  const columns = terminalWidth(process.stdout, process.env);
  const style = styleFor(process.stdout, process.env, !process.argv.includes('--no-color'));
  const output = {
    write: (text: string) => {
      stdout.write(shownAgain(text));
    },
    columns,
    colors: style.enabled,
    called: calledAs(process.env),
    topHelp: () => topHelp(columns, style, calledAs(process.env)),
  };
  const program = buildProgram(COMMANDS, packageVersion(), output, (found) => {
    invocation = found;
  });
  try {
    program.parse(helpLast(process.argv), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw usageError(error, process.argv, COMMANDS);
  }
  return invocation;
}

/** `--help pr` asks for the help of `pr`, as kubectl and gh read it; help of a command that is not there is a mistake. */
function helpLast(argv: readonly string[]): string[] {
  const flag = argv.find((word) => word === '-h' || word === '--help');
  const command = argv.find((word) => !word.startsWith('-'));
  if (flag === undefined || command === undefined) return [...argv];
  const isKnown = COMMANDS.some(({ name }) => `${name} `.startsWith(`${command} `));
  if (!isKnown && command !== 'help') return ['help', command];
  return argv[0] === flag ? [...argv.slice(1), flag] : [...argv];
}

async function run(
  process: CliProcess,
  { spec, args, options }: Invocation,
  secrets: SecretHold,
): Promise<CommandResult> {
  const [stdout, stderr] = [createTextSink(process.stdout), createTextSink(process.stderr)];
  const color = options['color'] !== false;
  const quiet = options['quiet'] === true;
  const verbose = options['verbose'] === true;
  const stderrStyle = styleFor(process.stderr, process.env, color);
  const started = performance.now();
  const reporter = createStderrReporter({
    write: stderr.write,
    style: stderrStyle,
    columns: outputWidth(process.stderr, process.env),
    terminal: process.stderr.isTTY === true,
    called: calledAs(process.env),
    quiet,
    verbose,
    json: options['events'] === 'json',
    elapsed: () => performance.now() - started,
    patience: process.patience,
  });
  const context: CommandContext = {
    args,
    commands: COMMANDS,
    options,
    cwd: process.cwd,
    env: process.env,
    clock: { now: () => sourceDateEpoch(process.env) ?? new Date() },
    reporter,
    signal: process.signal,
    style: styleFor(process.stdout, process.env, color),
    columns: outputWidth(process.stdout, process.env),
    called: calledAs(process.env),
    terminal: process.stdout.isTTY === true,
    verbose,
    json: options['json'] === true,
    showError: (error) => {
      showError(process, error, options['json'] === true ? jsonLine : undefined);
    },
    watchFolder: process.watchFolder ?? watchFolder,
    write: stdout.write,
    clear: stdout.clear,
    printForeign: (text) => {
      if (!quiet) stderr.write(visibleLines(text));
    },
    secrets,
  };
  try {
    return await spec.load().run(context);
  } finally {
    reporter.close();
  }
}

function interrupted(cause: unknown): ToolkitError {
  const known = ToolkitError.isToolkitError(cause) && cause.kind === 'interrupted';
  return known ? cause : new ToolkitError('interrupted', 'interrupted', { cause });
}

function fail(process: CliProcess, error: ToolkitError, json: boolean): number {
  if (process.signal.reason !== READER_LEFT) showError(process, error, json ? jsonText : undefined);
  return ERROR_KINDS[error.kind].exitCode;
}

/** @param json - how it is written on stdout; undefined: as text on stderr */
function showError(
  process: CliProcess,
  error: ToolkitError,
  json: ((value: unknown) => Shown) | undefined,
): void {
  if (json !== undefined) {
    const { plans } = error.data;
    createTextSink(process.stdout).write(line`${json({ error: { ...error.toJSON(), plans } })}\n`);
  } else {
    const style = styleFor(process.stderr, process.env, !process.argv.includes('--no-color'));
    const verbose = process.argv.includes('--verbose');
    // What is piped is read by programs, too: only where a width is known lines are broken.
    const columns = outputWidth(process.stderr, process.env);
    const text = errorText(error, {
      style,
      folder: folderOf(process),
      verbose,
      columns,
      called: calledAs(process.env),
    });
    createTextSink(process.stderr).write(line`${text}\n`);
  }
}

/** Sources are shown where the working folder is still there. */
function folderOf(process: CliProcess): string {
  try {
    return process.cwd;
  } catch {
    return '/';
  }
}
