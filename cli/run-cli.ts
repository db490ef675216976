import { environmentSecrets } from '../core/secrets/environment-secrets';
import { holdSecrets, type SecretHold } from '../core/secrets/secrets-in-use';
import type * as Dispatch from './dispatch';
import { packageVersion } from '../toolkit/package-version';
import { READER_LEFT } from './reader-left';
import type * as TopHelp from './command/top-help';
import type { CliProcess } from './cli-process';
import { calledAs } from './command/called-as';
import { argumentSecrets } from './command/argument-secrets';
import type * as OutputFailure from './output/output-failure';
import { line, visible } from '../report/text/shown';
import { styleFor } from '../report/text/style';
import { terminalWidth } from './output/terminal-width';
import { createTextSink } from './output/text-sink';

const INTERRUPTED = 130;

/**
 * argv → action → result → exit code. Never throws and never exits. A result that did not reach its reader is a failure.
 * `--version` and the help are answered before the parser is loaded.
 */
export async function runCli(process: CliProcess): Promise<number> {
  const secrets = holdSecrets();
  secrets.hold(...environmentSecrets(process.env), ...argumentSecrets(process.argv));
  try {
    const exitCode = await answer(process, secrets);
    return await delivered(
      process,
      process.signal.reason === READER_LEFT && exitCode === INTERRUPTED ? 0 : exitCode,
    );
  } finally {
    secrets.release();
  }
}

async function answer(process: CliProcess, secrets: SecretHold): Promise<number> {
  const [first] = process.argv;
  const stdout = createTextSink(process.stdout);
  if ((first === '--version' || first === '-V') && process.argv.length === 1) {
    stdout.write(line`${visible(packageVersion())}\n`);
    return 0;
  }
  if (process.argv.length === 0 || (process.argv.length === 1 && /^(?:--help|-h|help)$/.test(first ?? ''))) {
    const { topHelp } = require('./command/top-help') as typeof TopHelp;
    const style = styleFor(process.stdout, process.env, true);
    stdout.write(topHelp(terminalWidth(process.stdout, process.env), style, calledAs(process.env)));
    return 0;
  }
  // Loaded only now, so that version and help cost nothing; `import()` would need file extensions.
  const { dispatch } = require('./dispatch') as typeof Dispatch;
  return dispatch(process, secrets);
}

/** The exit code, once everything is written. */
async function delivered(process: CliProcess, exitCode: number): Promise<number> {
  const failure = await process.stdout.settled?.();
  // What cannot be said on stderr changes no result.
  await process.stderr.settled?.();
  if (failure === undefined) return exitCode;
  const { outputFailure } = require('./output/output-failure') as typeof OutputFailure;
  const code = outputFailure(process, failure, exitCode);
  await process.stderr.settled?.();
  return code;
}
