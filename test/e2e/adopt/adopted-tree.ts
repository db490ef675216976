import { execFileSync, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** The command line as it was built. */
export const CLI = resolve(__dirname, '../../../build/cli/main.js');

/** Runs Git as somebody. */
export function git(cwd: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd, stdio: 'ignore' });
}

/** What a command prints with `--json`. */
export function claims(cwd: string, ...args: string[]): Record<string, unknown> {
  const { stdout, stderr } = spawnSync(process.execPath, [CLI, ...args, '--json'], { cwd, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, unknown>;
}
