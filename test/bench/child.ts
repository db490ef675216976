import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What a measuring child prints as its last line. */
export interface Measurement {
  /** Seconds of the timed part. */
  readonly seconds: number;
  /** Peak resident memory of the process in MB. */
  readonly peakRss: number;
  readonly [extra: string]: number;
}

/**
 * Runs one measurement in a process of its own, so that neither heap nor compiled code of another one helps or hurts.
 *
 * @param script - file beside this one, without extension
 */
export function measure(script: string, ...args: string[]): Measurement {
  const file = join(__dirname, `${script}.ts`);
  const result = spawnSync(
    process.execPath,
    ['-C', 'cdk8s-claims-source', '-r', 'ts-node/register', file, ...args],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (result.status !== 0) throw new Error(`${script} ${args.join(' ')} failed:\n${result.stderr}`);
  return JSON.parse(result.stdout.trim().split('\n').at(-1) ?? '') as Measurement;
}

/** Times one run inside the child and prints it. */
export function report(work: () => Readonly<Record<string, number>> | undefined): void {
  collectGarbage();
  const start = process.hrtime.bigint();
  const extra = work();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const peakRss = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(`${JSON.stringify({ seconds, peakRss, ...extra })}\n`);
}

/** What preparing left behind is not for the timed part to clear away; the same for every program that is measured. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
