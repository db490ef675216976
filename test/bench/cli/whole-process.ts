import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A command line of Node, with the folder that it runs in. */
export interface Command {
  readonly args: readonly string[];
  readonly cwd: string;
}

/** Seconds that a whole process took, with all that it started. */
export interface Spent {
  readonly wall: number;
  /** User and system time; NaN where the system does not say it by `/proc`. */
  readonly cpu: number;
}

/** Runs a process to its end; anything but success is an error. */
export function spend({ args, cwd }: Command): Spent {
  const before = cpuOfChildren();
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env: { ...process.env, NODE_OPTIONS: '', CHECK_UPGRADE: 'false', CDK8S_CHECK_UPGRADE: 'false' },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`${args.join(' ')} failed:\n${stderr}`);
  return { wall, cpu: cpuOfChildren() - before };
}

/** Both commands in turns, so that what else the machine does meets both. */
export function pairs(own: Command, peer: Command, runs: number): { own: Spent[]; peer: Spent[] } {
  const spent = { own: [] as Spent[], peer: [] as Spent[] };
  for (let run = 0; run < runs; run++) {
    spent.own.push(spend(own));
    spent.peer.push(spend(peer));
  }
  return spent;
}

/** Seconds of children that ended, in steps of 10 ms. */
function cpuOfChildren(): number {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    // The name of the program may have blanks; 16th and 17th field of all, 14th and 15th of those behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return Number.NaN;
  }
}
