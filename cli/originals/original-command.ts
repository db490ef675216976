import { redactText } from '../../core/secrets/redact-text';
import { line, type Shown, visible, visibleLines } from '../../report/text/shown';
import { packageVersion } from '../../toolkit/package-version';
import { processStream } from '../output/process-stream';
import { createTextSink } from '../output/text-sink';

/** A program under an original's name. */
export interface OriginalCommand {
  readonly name: string;
  readonly help: Shown;
  /** What its commands do, beside `version` and `help`; each gives back the exit code. */
  readonly commands: Readonly<Record<string, () => Promise<number>>>;
}

const stdout = createTextSink(processStream(process.stdout));
const stderr = createTextSink(processStream(process.stderr));

const HELP_FLAGS = ['--help', '-h'];

/** What a command of an original says of itself. */
function usageOf(name: string, command: string): string {
  return `Usage:\n  ${name} ${command} [flags]\n\nFlags:\n  -h, --help   help for ${command}\n`;
}

/** The original's way to end: the error, how the command is used, the error once more. @returns the exit code */
export function failWithUsage(name: string, command: string, problem: string): number {
  sayOnStderr(`Error: ${problem}`);
  sayOnStderr(usageOf(name, command));
  sayOnStderr(problem);
  return 1;
}

/** Runs the command that the process was started with; `server` where it names none. The originals know the exit codes 0 and 1 for that. */
export async function runOriginal({ name, help, commands }: OriginalCommand): Promise<void> {
  const [, , command = 'server', ...rest] = process.argv;
  process.exitCode = await codeOf();

  async function codeOf(): Promise<number> {
    const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
    const asked =
      command === 'help' ? rest[0] : rest.some((word) => HELP_FLAGS.includes(word)) ? command : '';
    if (asked !== undefined && (Object.hasOwn(commands, asked) || asked === 'version')) {
      stdout.write(line`${visibleLines(usageOf(name, asked))}`);
      return 0;
    }
    if (run !== undefined) return run();
    if (command === 'version') {
      stdout.write(
        line`Version:    ${visible(packageVersion())}\nCommit:     unknown\nBuild Date: unknown\n`,
      );
      return 0;
    }
    if (command === 'help' || HELP_FLAGS.includes(command)) {
      stdout.write(help);
      return 0;
    }
    const problem = `unknown command ${JSON.stringify(command)} for "${name}"`;
    sayOnStderr(`Error: ${problem}`);
    sayOnStderr(`Run '${name} --help' for usage.`);
    sayOnStderr(problem);
    return 1;
  }
}

/** A message, without secrets and control characters. */
export function sayOnStderr(text: string): void {
  stderr.write(line`${visibleLines(redactText(text))}\n`);
}

/** A message with what belongs to it. */
export function sayIssues(issues: readonly { readonly message: string; readonly hint?: string }[]): void {
  for (const { message, hint } of issues) {
    sayOnStderr(`  ${message}${hint === undefined ? '' : `\n    ${hint}`}`);
  }
}
