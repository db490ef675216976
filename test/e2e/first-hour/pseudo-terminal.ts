import { spawnSync } from 'node:child_process';

/** What a person saw in a terminal. */
export interface Seen {
  readonly exitCode: number;
  /** As a terminal without colours shows it. */
  readonly text: string;
}

const COLUMNS = 80;

/** Whether a pseudo-terminal can be made here: `script` of util-linux. */
export function hasPseudoTerminal(): boolean {
  return spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout.includes('util-linux');
}

/**
 * Runs a line of shell in a terminal of 80 columns, as a person types it.
 *
 * @param env - all variables there are: nothing of the caller's environment is in it
 */
export function inTerminal(line: string, cwd: string, env: Readonly<Record<string, string>>): Seen {
  const { status, stdout } = spawnSync(
    'script',
    ['--quiet', '--return', '--command', `stty cols ${COLUMNS} rows 50; ${line}`, '/dev/null'],
    { cwd, env, encoding: 'utf8', input: '', timeout: 120_000 },
  );
  return { exitCode: status ?? -1, text: stdout.replaceAll('\r\n', '\n').replaceAll('^D\b\b', '') };
}
