import { execFile } from 'node:child_process';
import type { CommandContext } from '../../command/command-module';

/** Longest time that a tool may take, in milliseconds, and most that it may say, in bytes. */
const LONGEST = 20_000;
const MOST = 4 * 2 ** 20;

/** What became of a tool: `absent` where there is none of that name. */
export type ToolRun =
  | { readonly type: 'absent' }
  | { readonly type: 'ended'; readonly code: number; readonly out: string; readonly err: string };

/** Runs a program of PATH without a shell. */
export function runTool(
  { env, cwd, signal }: Pick<CommandContext, 'env' | 'cwd' | 'signal'>,
  program: string,
  args: readonly string[],
): Promise<ToolRun> {
  return new Promise((resolve) => {
    const options = {
      env: { ...env },
      cwd,
      signal,
      timeout: LONGEST,
      maxBuffer: MOST,
      encoding: 'utf8',
    } as const;
    execFile(program, [...args], options, (error, out, err) => {
      if (error?.code === 'ENOENT') resolve({ type: 'absent' });
      else {
        resolve({
          type: 'ended',
          code: typeof error?.code === 'number' ? error.code : error ? 1 : 0,
          out,
          err,
        });
      }
    });
  });
}
