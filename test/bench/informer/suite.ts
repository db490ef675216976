import { readFileSync } from 'node:fs';
import { CLUSTER_TOOLS, startCluster, type Cluster } from '../../fixtures/cluster/cluster';
import { startFaultProxy } from '../../fixtures/cluster/fault-proxy';
import { until } from '../../fixtures/cluster/until';
import { startInformerProcess, type InformerProcess } from '../../fixtures/informer/informer-process';
import { missingTool } from '../../e2e/tools/tool-path';
import { round, type Figure, type Suite } from '../figure';
import { countingCollector, type CollectorKind, type CountingCollector } from './counting-collector';
import { changeClaim, choiceOf, makeClaims, makeWaiting, prepareKinds } from './filled-cluster';

/** 100,000 takes minutes to make, and gigabytes in the API server: `CLAIMS_BENCH_CLAIMS=100000`. */
const CLAIMS = Number(process.env['CLAIMS_BENCH_CLAIMS'] ?? '10000');
const CHANGES = 200;
const WAITING = 1_000;
/** How long reads behind claims are counted, in milliseconds. */
const COUNTED = 15_000;
const LIMIT = 60_000 + 10 * CLAIMS;

/**
 * The informer as it is shipped, between a real API server with claims of 2.4 KB and a collector that only counts: from its start until all are posted (batches, and single reports as
 * the original takes them), its memory, how long a change takes to the collector, and how many objects a second it reads behind claims that wait.
 */
export async function suite(): Promise<Suite> {
  const missing = CLUSTER_TOOLS.find((name) => missingTool(name));
  if (missing !== undefined) {
    process.stderr.write(`skipped: ${missing} is not installed\n`);
    return {};
  }
  const cluster = await startCluster();
  try {
    const admin = cluster.client();
    await prepareKinds(admin);
    process.stderr.write(`making ${CLAIMS} claims …\n`);
    await makeClaims(admin, CLAIMS);
    const ours = await started(cluster, 'ours');
    const single = await started(cluster, 'original');
    await makeWaiting(admin, WAITING);
    return { ...ours, ...single, causeReads: await causeReads(cluster) };
  } finally {
    await cluster.stop();
  }
}

async function started(cluster: Cluster, kind: CollectorKind): Promise<Suite> {
  const collector = await countingCollector(kind);
  const start = performance.now();
  const informer = startInformer(collector, cluster.kubeconfig(), choiceOf('Database'));
  try {
    await allClaims(informer, collector, CLAIMS);
    const last = Math.max(...[...collector.heard.values()].map(({ at }) => at));
    const cpu = cpuOf(informer);
    const times = await changes(cluster, collector);
    const memory = memoryOf(informer);
    const named = (name: string): string => (kind === 'ours' ? name : `${name}Single`);
    return {
      [named('posted')]: { value: round((last - start) / 1000, 2), unit: `s for ${CLAIMS} claims` },
      [named('postedCpu')]: cpu,
      [named('peakRss')]: memory('VmHWM'),
      [named('rss')]: memory('VmRSS'),
      [named('changeP50')]: { value: round(at(times, 0.5), 1), unit: 'ms' },
      [named('changeP99')]: { value: round(at(times, 0.99), 1), unit: 'ms' },
    };
  } finally {
    await informer.stop();
    await collector.close();
  }
}

async function allClaims(
  informer: InformerProcess,
  { heard }: CountingCollector,
  count: number,
): Promise<void> {
  await until(
    'all claims',
    () => {
      if (informer.hasEnded()) throw new Error(`the informer ended: ${informer.stderr()}`);
      return heard.size >= count;
    },
    LIMIT,
  );
}

/** From sending a change to the API server until the collector hears of it; sorted, milliseconds. */
async function changes(cluster: Cluster, { heard }: CountingCollector): Promise<readonly number[]> {
  const admin = cluster.client();
  const times: number[] = [];
  for (let index = 0; index < CHANGES; index += 1) {
    const message = `change ${index} at ${Date.now()}`;
    const sent = performance.now();
    await changeClaim(admin, index, message);
    const found = await until('the change', () => {
      const last = heard.get(`shop/claim-${index}`);
      return last?.message === message && last;
    });
    times.push(found.at - sent);
  }
  return times.sort((one, other) => one - other);
}

/** The most reads in any second. */
async function causeReads(cluster: Cluster): Promise<Figure> {
  const proxy = await startFaultProxy({ port: cluster.port, ca: cluster.authority.cert });
  const collector = await countingCollector('ours');
  const kubeconfig = cluster.kubeconfig('admin', { url: proxy.url, ca: proxy.ca });
  const informer = startInformer(collector, kubeconfig, choiceOf('Waiting'));
  try {
    const reads = (): number[] =>
      proxy.requests.filter(({ isWatch }) => !isWatch).map(({ at: time }) => time);
    await allClaims(informer, collector, WAITING);
    await until('reads', () => reads().length > 10);
    const begin = Date.now();
    await until('enough of them', () => Date.now() - begin > COUNTED);
    const times = reads().filter((time) => time >= begin);
    const inSecond = times.map((time) => times.filter((each) => each >= time && each < time + 1000).length);
    return { value: Math.max(0, ...inSecond), unit: `GETs in the busiest second, ${WAITING} claims wait` };
  } finally {
    await informer.stop();
    await collector.close();
    await proxy.stop();
  }
}

function startInformer({ url }: CountingCollector, kubeconfig: string, kinds: string): InformerProcess {
  return startInformerProcess({
    kubeconfig,
    env: {
      CLUSTER_NAME: 'c1',
      COLLECTOR_URL: url,
      CLAIM_KINDS: kinds,
      CLAIM_CAUSE_AFTER: '1s',
      LOG_LEVEL: 'warn',
    },
  });
}

function memoryOf({ child }: InformerProcess): (field: string) => Figure {
  const status = readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8');
  return (field) => {
    const kilobytes = new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? '0';
    return { value: Math.round(Number(kilobytes) / 1024), unit: 'MB' };
  };
}

/** What it has computed so far; on a busy machine this says more than the time on the wall. */
function cpuOf({ child }: InformerProcess): Figure {
  // After the name, which may hold spaces: utime and stime are fields 14 and 15 of proc(5), in hundredths.
  const fields = readFileSync(`/proc/${child.pid ?? 0}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return { value: (Number(fields[11]) + Number(fields[12])) / 100, unit: 's of CPU' };
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
