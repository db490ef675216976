import type { Cluster } from '../../fixtures/cluster/cluster';
import { type CollectorProcess, startCollector } from '../../fixtures/collector/collector-process';
import { temporaryFolder } from '../../fixtures/git/git';
import { GROUP } from '../../fixtures/informer/crossplane-world';
import { type InformerProcess, startInformerProcess } from '../../fixtures/informer/informer-process';

/** User of the cluster that informers are. */
export const INFORMER = 'informer';

/** What a chain is started with. */
export interface ChainStart {
  readonly cluster: Cluster;
  /** Of the collector: where the registry is, and what differs from the defaults. */
  readonly collector: Readonly<Record<string, string>>;
  /** Of the informer: what differs from the defaults. */
  readonly informer?: Readonly<Record<string, string>>;
}

/** A report as the collector lists it. */
export interface ListedReport {
  readonly claimRef: string;
  readonly generation?: number;
  readonly receivedAt: string;
  readonly ready?: { readonly status: string };
  readonly cause?: { readonly name: string };
}

/** An informer and a collector, each in a process of its own, between a cluster and a registry. */
export class Chain {
  private constructor(
    readonly collector: CollectorProcess,
    readonly informer: InformerProcess,
    private readonly folder: ReturnType<typeof temporaryFolder>,
  ) {}

  /** The claims are those of kind `Database`. */
  static async start({ cluster, collector: env, informer = {} }: ChainStart): Promise<Chain> {
    const folder = temporaryFolder();
    const collector = await startCollector({ folder: folder.path, env });
    const process = startInformerProcess({
      kubeconfig: cluster.kubeconfig(INFORMER),
      env: {
        CLUSTER_NAME: 'c1',
        COLLECTOR_URL: collector.url,
        CLAIM_KINDS: `databases.v1alpha1.${GROUP}`,
        ...informer,
      },
    });
    return new Chain(collector, process, folder);
  }

  /** Lets informers read what they need. */
  static grant(cluster: Cluster): Promise<void> {
    return cluster.client().grant(INFORMER, [
      { apiGroups: [GROUP], resources: ['databases'], verbs: ['list', 'watch'] },
      { apiGroups: [GROUP], resources: ['*'], verbs: ['get'] },
      { apiGroups: [''], resources: ['events'], verbs: ['list'] },
    ]);
  }

  /** What the collector lists of a claim. */
  async reported(name: string): Promise<ListedReport | undefined> {
    const response = await fetch(`${this.collector.url}/api/v1/status/c1`);
    const reports = (await response.json()) as readonly ListedReport[];
    return reports.find(({ claimRef }) => claimRef === `shop/${name}`);
  }

  /** A figure of the collector; 0 where it has none. */
  async figure(name: string): Promise<number> {
    const text = await (await fetch(`${this.collector.url}/metrics`)).text();
    const line = text.split('\n').find((each) => each.startsWith(`${name} `));
    return Number(line?.slice(name.length) ?? 0);
  }

  /** Runs of the reconciler that did this to the change request. */
  runs(action: string): Promise<number> {
    return this.figure(`claims_reconcile_runs_total{action="${action}"}`);
  }

  /** What both said beside requests, for a failure. */
  words(): string {
    const lines = [...this.collector.stderr().split('\n'), ...this.informer.stderr().split('\n')];
    return lines
      .filter((line) => !line.includes('"msg":"request"'))
      .join('\n')
      .slice(-8000);
  }

  /** Ends both, and gives back their exit codes. */
  async stop(): Promise<readonly (number | null)[]> {
    const codes = [await this.informer.stop(), await this.collector.stop()];
    this.folder.remove();
    return codes;
  }
}
