import type * as Dispatch from './dispatch';
import { packageVersion } from './command/package-version';
import type { WatchFolder } from './watch/folder-watcher';
import type * as TopHelp from './command/top-help';
import { styleFor, type Style } from './output/style';
import { terminalWidth } from './output/terminal-width';

/** The process as the command line sees it; tests hand in their own. */
export interface CliProcess {
  /** Without `node` and the script. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: CliStream;
  readonly stderr: CliStream;
  readonly signal: AbortSignal;
  /** Default: that of the disk. */
  readonly watchFolder?: WatchFolder;
}

/** A stream to write to. */
export interface CliStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

/** Colours of the two streams. */
export interface CliStyles {
  readonly stdout: Style;
  readonly stderr: Style;
}

/**
 * argv → action → result → exit code. Never throws and never exits.
 * `--version` and the help are answered before the parser is loaded.
 */
export async function runCli(process: CliProcess): Promise<number> {
  const [first] = process.argv;
  if ((first === '--version' || first === '-V') && process.argv.length === 1) {
    process.stdout.write(`${packageVersion()}\n`);
    return 0;
  }
  if (process.argv.length === 0 || (process.argv.length === 1 && /^(?:--help|-h|help)$/.test(first ?? ''))) {
    const { topHelp } = require('./command/top-help') as typeof TopHelp;
    const style = styleFor(process.stdout, process.env, true);
    process.stdout.write(topHelp(terminalWidth(process.stdout, process.env), style));
    return 0;
  }
  // Loaded only now, so that version and help cost nothing; `import()` would need file extensions.
  const { dispatch } = require('./dispatch') as typeof Dispatch;
  return dispatch(process);
}
