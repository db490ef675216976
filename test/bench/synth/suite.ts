import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, type Measurement } from '../child';
import { growthExponent, median, round, type Suite } from '../figure';
import { bareRepository } from './bare-repository';
import { populatedTree } from './target';

const RUNS = 5;
const PROJECT = join(__dirname, '../../..');

/** Measures a script several times; every figure is the median. */
function medianOf(script: string, ...args: (string | number)[]): Measurement {
  const results = Array.from({ length: RUNS }, () => measure(`synth/${script}`, ...args.map(String)));
  const keys = Object.keys(results[0] ?? {});
  return Object.fromEntries(
    keys.map((key) => [key, median(results.map((result) => result[key] ?? 0))]),
  ) as unknown as Measurement;
}

/** Wall time of a whole process in milliseconds, median. */
function processTime(args: readonly string[]): number {
  const times = Array.from({ length: 21 }, () => {
    const start = process.hrtime.bigint();
    spawnSync(process.execPath, args, { stdio: 'ignore' });
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  return median(times);
}

/** Planning, beside stock cdk8s on the same claims; see docs/benchmarks.md for what each figure is. */
export function suite(): Suite {
  const folder = mkdtempSync(join(tmpdir(), 'claims-bench-'));
  try {
    return figures(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function figures(folder: string): Suite {
  const snapshot = (count: number, categories: number): string => {
    const file = join(folder, `${count}-${categories}.json`);
    measure('synth/prepare', file, String(count), String(categories));
    return file;
  };
  const large = snapshot(10_000, 100);
  const small = snapshot(1000, 10);
  const chartEach = snapshot(1000, 1000);
  const plan10000 = medianOf('own', large, 10_000, 100, 0);
  const plan1000 = medianOf('own', small, 1000, 10, 0);
  const own1000ChartEach = medianOf('own', chartEach, 1000, 1000, 0);
  const diff10000 = medianOf('own', large, 10_000, 100, 20);
  const cdk10000 = medianOf('cdk8s', 10_000, 1);
  const cdk1000ChartEach = medianOf('cdk8s', 1000, 1000);
  const diamond12 = medianOf('diamond', 12);
  const diamond96 = medianOf('diamond', 96);
  const target = bareRepository(folder, populatedTree(10_000, 100));
  const noChange = medianOf('no-change', target, 10_000, 100);
  const oneChanged = measure('synth/one-changed', '10000', '100');
  const adopt = medianOf('adopt', 1000, 10);
  const cliStart = processTime([join(PROJECT, 'build/cli/main.js'), '--version']);
  const nodeStart = processTime(['-e', '0']);
  return {
    plan10000: beside(plan10000.seconds, cdk10000.seconds, 'cdk8s App.synth, one chart, file per chart'),
    plan1000ChartEach: beside(
      own1000ChartEach.seconds,
      cdk1000ChartEach.seconds,
      'cdk8s App.synth, a chart each',
    ),
    growthExponent: {
      value: round(
        growthExponent({ n: 1000, time: plan1000.seconds }, { n: 10_000, time: plan10000.seconds }),
      ),
      unit: 'exponent',
    },
    diamondExponent: {
      value: round(growthExponent({ n: 12, time: diamond12.seconds }, { n: 96, time: diamond96.seconds })),
      unit: 'exponent',
    },
    noChange: { value: round(noChange.seconds), unit: 's' },
    oneChangedFilesWritten: { value: oneChanged['written'] ?? -1, unit: 'files' },
    cliStart: {
      value: round(cliStart, 1),
      unit: 'ms',
      peer: 'node -e 0',
      peerValue: round(nodeStart, 1),
      ratio: round(cliStart / nodeStart, 2),
    },
    peakRss: { value: round(plan10000.peakRss, 1), unit: 'MB' },
    diff10000: { value: round(diff10000.seconds), unit: 's' },
    adopt: { value: round(adopt.seconds), unit: 's' },
  };
}

function beside(seconds: number, peerSeconds: number, peer: string): Suite[string] {
  return {
    value: round(seconds),
    unit: 's',
    peer,
    peerValue: round(peerSeconds),
    ratio: round(peerSeconds / seconds, 2),
  };
}
