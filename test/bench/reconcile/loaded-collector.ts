import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type CollectorProcess, startCollector } from '../../fixtures/collector/collector-process';
import { git } from '../../fixtures/git/git';

/** How many clusters with how many claims each report how many changes a second. */
export interface Scale {
  readonly clusters: number;
  readonly claims: number;
  readonly updates: number;
}

const BATCH = 1_000;
const KIND = { apiVersion: 'acme.io/v1', kind: 'Database' };

/** A registry whose entries say in which cluster each claim is. No files: entries are matched by namespace, template and name. */
export function registryText({ clusters, claims }: Scale): string {
  const entries: string[] = [];
  for (let cluster = 0; cluster < clusters; cluster++) {
    for (let claim = 0; claim < claims; claim++) {
      const name = nameOf(cluster, claim);
      entries.push(
        `- name: ${name}\n  template: database\n  category: c${cluster}\n  namespace: shop\n  createdAt: "2026-01-01T00:00:00Z"\n` +
          `  createdBy: a\n  source: cli\n  repository: acme/gitops\n  path: claims/c${cluster}/${name}\n  cluster: cluster-${cluster}\n`,
      );
    }
  }
  return `apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims:\n${entries.join('')}`;
}

/** A collector as it is shipped, with sessions that report to it. */
export class LoadedCollector {
  private readonly epochs: number[] = [];
  private sequence = 0;
  private flips = 0;

  private constructor(
    private readonly process: CollectorProcess,
    private readonly scale: Scale,
    private readonly folder: string,
  ) {}

  static async start(
    folder: string,
    target: string,
    interval: string,
    scale: Scale,
  ): Promise<LoadedCollector> {
    const env = {
      REGISTRY_TARGET: target,
      COLLECTOR_RECONCILE_INTERVAL: interval,
      COLLECTOR_STABLE_AFTER: '1s',
      LOG_LEVEL: 'error',
    };
    const collector = new LoadedCollector(await startCollector({ folder, env }), scale, folder);
    for (let cluster = 0; cluster < scale.clusters; cluster++) await collector.openSession(cluster);
    return collector;
  }

  /** Every claim once: Ready. */
  async reportAll(): Promise<void> {
    for (let cluster = 0; cluster < this.scale.clusters; cluster++) {
      for (let first = 0; first < this.scale.claims; first += BATCH) {
        const count = Math.min(BATCH, this.scale.claims - first);
        const claims = Array.from({ length: count }, (_, index) => first + index);
        await this.report(cluster, claims, true);
      }
    }
  }

  /** Claims, one after the other, that are Ready and no longer are; once a second. */
  async change(seconds: number): Promise<void> {
    const { clusters, claims, updates } = this.scale;
    for (let second = 0; second < seconds; second++) {
      const started = performance.now();
      const changed = new Map<number, number[]>();
      for (let update = 0; update < updates; update++) {
        const flip = this.flips++;
        const cluster = flip % clusters;
        changed.set(cluster, [...(changed.get(cluster) ?? []), Math.floor(flip / clusters) % claims]);
      }
      const isReady = Math.floor(this.flips / (clusters * claims)) % 2 === 1;
      for (const [cluster, each] of changed) await this.report(cluster, each, isReady);
      await setTimeout(Math.max(0, 1000 - (performance.now() - started)));
    }
  }

  /** Looks at the registry that ended, whatever came of them. */
  async looks(): Promise<number> {
    const lines = (await this.figures()).filter((line) => line.startsWith('claims_reconcile_runs_total{'));
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  async runs(action: string): Promise<number> {
    const start = `claims_reconcile_runs_total{action="${action}"} `;
    const line = (await this.figures()).find((each) => each.startsWith(start));
    return Number(line?.split(' ').at(-1) ?? 0);
  }

  /** Most memory that it ever had, in MB. Linux. */
  get peakMemory(): number {
    const status = readFileSync(`/proc/${String(this.process.child.pid)}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
  }

  /** Size of its store, in MB. */
  get storeSize(): number {
    const folder = join(this.folder, 'collector-state');
    const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    return sizes.reduce((sum, size) => sum + size, 0) / 2 ** 20;
  }

  async stop(): Promise<void> {
    await this.process.stop();
  }

  private async figures(): Promise<readonly string[]> {
    return (await (await fetch(`${this.process.url}/metrics`)).text()).split('\n');
  }

  private async openSession(cluster: number): Promise<void> {
    const { epoch } = (await this.post('/api/v1/sessions', {
      cluster: `cluster-${cluster}`,
      informer: 'bench',
      kinds: [KIND],
    })) as { epoch: number };
    this.epochs[cluster] = epoch;
  }

  private report(cluster: number, claims: readonly number[], isReady: boolean): Promise<unknown> {
    const status = isReady ? 'True' : 'False';
    const cause = {
      ...KIND,
      kind: 'Instance',
      name: 'db-x7f2p',
      reason: 'QuotaExceeded',
      message: 'no more instances',
    };
    const reports = claims.map((claim) => ({
      claimRef: `shop/${nameOf(cluster, claim)}`,
      statusMessage: `Ready=${status}`,
      ...KIND,
      uid: `uid-${cluster}-${claim}`,
      generation: 1,
      ready: { status, reason: isReady ? 'Available' : 'Waiting' },
      synced: { status: 'True' },
      ...(!isReady && { cause }),
      sequence: ++this.sequence,
    }));
    const epoch = this.epochs[cluster];
    return this.post('/api/v1/status:batch', { cluster: `cluster-${cluster}`, epoch, reports });
  }

  private async post(path: string, body: object): Promise<unknown> {
    const response = await fetch(`${this.process.url}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (response.status >= 300) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}

/** Head of the request for the registry; empty where there is none. */
export function headOf(target: string): string {
  return git(target, ['for-each-ref', '--format=%(objectname)', 'refs/claims/status']);
}

function nameOf(cluster: number, claim: number): string {
  return `db-${cluster}-${claim}`;
}
