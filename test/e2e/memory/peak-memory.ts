import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What a command and everything that it started took at most, in MB. */
export interface PeakMemory {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Each process by its command line, largest first. */
  readonly processes: readonly { readonly command: string; readonly peak: number }[];
  /** All processes at one moment. */
  readonly together: number;
}

interface Running {
  readonly parent: number;
  readonly command: string;
  /** kB: the most so far, and now. */
  readonly peak: number;
  readonly now: number;
}

/** Milliseconds between two looks. Linux keeps the peak of each process, so that only its last moments can be missed. */
const INTERVAL = 15;

/** Runs a command and watches the memory of its processes. Linux alone. */
export function peakMemory(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<PeakMemory> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const peaks = new Map<number, Running>();
    let together = 0;
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const look = (): void => {
      let sum = 0;
      for (const [id, running] of family(child.pid ?? 0)) {
        // One that has ended and is not yet buried has neither memory nor a name.
        if (running.peak > (peaks.get(id)?.peak ?? -1)) peaks.set(id, running);
        sum += running.now;
      }
      together = Math.max(together, sum);
    };
    const timer = setInterval(look, INTERVAL);
    child.on('close', (exitCode) => {
      clearInterval(timer);
      const processes = [...peaks.values()]
        .map(({ command: line, peak }) => ({ command: line, peak: Math.round(peak / 1024) }))
        .sort((one, other) => other.peak - one.peak);
      resolve({ exitCode, stdout, stderr, processes, together: Math.round(together / 1024) });
    });
  });
}

/** A process and all that it started. */
function family(root: number): Map<number, Running> {
  const all = new Map<number, Running>();
  for (const name of readdirSync('/proc')) {
    const id = Number(name);
    const running = Number.isInteger(id) ? read(id) : undefined;
    if (running !== undefined) all.set(id, running);
  }
  const found = new Map<number, Running>();
  for (const [id, running] of all) {
    let at: number | undefined = id;
    while (at !== undefined && at !== root) at = all.get(at)?.parent;
    if (at === root) found.set(id, running);
  }
  return found;
}

function read(id: number): Running | undefined {
  try {
    const status = readFileSync(`/proc/${id}/status`, 'latin1');
    const number = (field: string): number =>
      Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    const command = readFileSync(`/proc/${id}/cmdline`, 'latin1').replaceAll('\0', ' ').trim();
    return { parent: number('PPid'), command, peak: number('VmHWM'), now: number('VmRSS') };
  } catch {
    // It has ended.
    return undefined;
  }
}
