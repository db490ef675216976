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

/** Runs the command that the process was started with; `server` where it names none. The originals know the exit codes 0 and 1 for that. */
export async function runOriginal({ name, help, commands }: OriginalCommand): Promise<void> {
  const [, , command = 'server'] = process.argv;
  process.exitCode = await codeOf();

  async function codeOf(): Promise<number> {
    const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (run !== undefined) return run();
    if (command === 'version') {
      stdout.write(
        line`Version:    ${visible(packageVersion())}\nCommit:     unknown\nBuild Date: unknown\n`,
      );
      return 0;
    }
    if (['help', '--help', '-h'].includes(command)) {
      stdout.write(help);
      return 0;
    }
    sayOnStderr(`Error: unknown command ${JSON.stringify(command)} for "${name}"`);
    sayOnStderr(`Run '${name} --help' for usage.`);
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
