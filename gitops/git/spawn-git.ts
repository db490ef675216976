import { spawn } from 'node:child_process';
import type { ChildEnvironment } from './git-environment';

/** A Git command whose input comes from a file, or whose output goes to one. */
export interface FileCommand {
  readonly args: readonly string[];
  readonly environment: ChildEnvironment;
  /** Descriptor of an open file; default no input. */
  readonly inputFile?: number;
  /** Descriptor of an open file; default: the output is kept in memory. */
  readonly outputFile?: number;
}

/** What it left. */
export interface SpawnedAnswer {
  readonly exitCode: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** Most bytes of what Git says that are kept. */
const MOST_SAID = 64 * 1024;

/**
 * Runs Git with files in place of pipes, so that nothing large passes through this process. Without a shell.
 *
 * @param signal - ends it
 */
export function spawnGit(folder: string, command: FileCommand, signal: AbortSignal): Promise<SpawnedAnswer> {
  return new Promise((resolve, reject) => {
    const { args, environment, inputFile = 'ignore', outputFile = 'pipe' } = command;
    const child = spawn('git', [...args], {
      cwd: folder,
      env: environment as NodeJS.ProcessEnv,
      stdio: [inputFile, outputFile, 'pipe'],
      signal,
      windowsHide: true,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let said = 0;
    child.stdout?.on('data', (piece: Buffer) => stdout.push(piece));
    child.stderr?.on('data', (piece: Buffer) => {
      said += piece.length;
      if (said <= MOST_SAID) stderr.push(piece);
    });
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({ exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) });
    });
  });
}
