import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { until } from '../../fixtures/cluster/until';
import { bareRepository } from '../../fixtures/git/git';
import { type Figure, round, type Suite } from '../figure';
import { largeSuite } from './large-suite';
import { headOf, LoadedCollector, registryText, type Scale } from './loaded-collector';

const ROOT = resolve(__dirname, '../../..');
/** Seconds from one look at the registry to the next. */
const INTERVAL = 5;
const LOOKS = 4;

/** The largest takes minutes: `CLAIMS_BENCH_CLAIMS=100000`. */
const SCALES: readonly Scale[] = [
  { clusters: 1, claims: 100, updates: 1 },
  { clusters: 5, claims: 1_000, updates: 10 },
  { clusters: 10, claims: 1_000, updates: 50 },
  { clusters: 20, claims: 5_000, updates: 100 },
];

/**
 * The collector as it is shipped, between informers' reports and a registry of a bare repository: what it writes, how large its store becomes, and its memory. Runs once; Linux alone: memory is
 * read from `/proc`.
 */
export async function suite(): Promise<Suite> {
  const most = Number(process.env['CLAIMS_BENCH_CLAIMS'] ?? '10000');
  const figures: Record<string, Figure> = { ...largeSuite() };
  for (const scale of SCALES.filter(({ clusters, claims }) => clusters * claims <= most)) {
    Object.assign(figures, await measured(scale));
  }
  return figures;
}

async function measured(scale: Scale): Promise<Suite> {
  const { clusters, claims, updates } = scale;
  const named = (name: string): string => `${name}${clusters}x${claims}at${updates}`;
  process.stderr.write(`${clusters} clusters, ${claims} claims each, ${updates} updates a second …\n`);
  const folder = mkdtempSync(join(ROOT, 'node_modules', '.bench-reconcile-'));
  mkdirSync(join(folder, 'git'));
  const target = bareRepository(join(folder, 'git'), { 'claims/registry.yaml': registryText(scale) });
  const collector = await LoadedCollector.start(folder, target, `${INTERVAL}s`, scale);
  try {
    const started = performance.now();
    await collector.reportAll();
    const reported = (performance.now() - started) / 1000;
    await until('the first request', () => headOf(target) !== '', 600_000);
    const [commitsBefore, looksBefore] = [await written(collector), await collector.looks()];
    const since = performance.now();
    await collector.change(INTERVAL * LOOKS);
    const commits = (await written(collector)) - commitsBefore;
    const looks = Math.max(1, (await collector.looks()) - looksBefore);
    const seconds = (performance.now() - since) / 1000;
    return {
      [named('reported')]: {
        value: round(reported, 2),
        unit: `s until ${clusters * claims} claims are stored`,
      },
      [named('commits')]: { value: round(commits / looks, 2), unit: 'commits a look' },
      [named('look')]: { value: round(Math.max(0, seconds / looks - INTERVAL), 1), unit: 's' },
      [named('store')]: { value: round(collector.storeSize, 1), unit: 'MB' },
      [named('peakRss')]: { value: round(collector.peakMemory, 0), unit: 'MB' },
    };
  } finally {
    await collector.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function written(collector: LoadedCollector): Promise<number> {
  return (await collector.runs('created')) + (await collector.runs('updated'));
}
