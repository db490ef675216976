import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { bareRepository } from '../../fixtures/git/git';
import { median, round, type Suite } from '../figure';
import { commentedRegistry } from '../registry/commented-text';
import type { RunFigures } from './large-run';

const ENTRIES = 100_000;
const CHANGES = 500;
const RUNS = 3;

/**
 * Whole runs of the reconciler on a registry of 100,000 entries with comments and values that look like entries, of which 500 change: the first, which makes the request, and one after it, which writes
 * nothing. In a process of its own, bundled as the collector is; Linux alone: memory is read from `/proc`.
 */
export function largeSuite(): Suite {
  const folder = mkdtempSync(join(tmpdir(), 'reconcile-'));
  try {
    const script = join(folder, 'large-run.js');
    buildSync({
      entryPoints: [join(__dirname, 'large-run.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      conditions: ['cdk8s-claims-source'],
      define: { CLAIMS_VERSION: '"1.0.0"' },
      logLevel: 'error',
    });
    const registry = commentedRegistry(ENTRIES);
    const all = Array.from({ length: RUNS }, (_, index) => {
      const place = join(folder, String(index));
      mkdirSync(place);
      return runsIn(script, bareRepository(place, { 'claims/registry.yaml': registry }));
    });
    const figures: Record<string, Suite[string]> = {
      reconcile100000Empty: {
        value: round(median(all.map(([start]) => start.peakRss)), 0),
        unit: 'MB before the first run',
      },
    };
    for (const [at, name] of [
      [1, 'First'],
      [2, 'Again'],
    ] as const) {
      const of = (pick: (figure: RunFigures) => number): number => median(all.map((each) => pick(each[at])));
      figures[`reconcile100000${name}`] = { value: round(of(({ seconds }) => seconds)), unit: 's' };
      figures[`reconcile100000${name}Cpu`] = {
        value: round(of(({ cpuSeconds }) => cpuSeconds)),
        unit: "s of CPU, without Git's",
      };
      figures[`reconcile100000${name}PeakRss`] = {
        value: round(
          of(({ peakRss }) => peakRss),
          0,
        ),
        unit: 'MB',
      };
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Before the first run, after it, and after the second one. */
function runsIn(script: string, target: string): [RunFigures, RunFigures, RunFigures] {
  const args = [script, target, String(ENTRIES), String(CHANGES), '2'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const [start, first, again] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunFigures);
  const isRight = first?.action === 'created' && first.changes === CHANGES && again?.action === 'unchanged';
  if (start === undefined || !isRight) throw new Error(`the runs did something else: ${stdout}`);
  return [start, first, again];
}
