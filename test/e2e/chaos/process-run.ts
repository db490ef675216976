import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CollectorProcess, startCollector } from '../../fixtures/collector/collector-process';
import { type FolderCopy, git, pasteFolder, temporaryFolder } from '../../fixtures/git/git';
import { query } from '../../fixtures/postgres/postgres-server';
import { seededRandom } from '../../gitops/change-request/random';
import { ChaosInformer } from '../../collector/chaos/chaos-informer';
import { CLUSTER_RULES, CLUSTERS, ClusterTruth, type Look } from '../../collector/chaos/cluster-truth';
import { assertOnlyStatuses, assertSame, assertTruth, statusesOf } from '../../collector/chaos/invariants';
import { MAIN, ownRepository, People, shown } from '../../collector/chaos/people';
import { PROJECT_REF } from '../../collector/chaos/project-writer';
import { heldBy, httpHub } from './http-hub';
import { ProjectProcess } from './project-process';

const STATUS = 'refs/claims/status/status-update-claims-registry.yaml';
/** What does not change by itself while a claim is young. */
const LOOKS: readonly Look[] = ['ready', 'ready, not synced', 'not synced', 'deleting', 'gone'];
const STEPS = 14;
/** Longest time between two steps, in milliseconds. */
const LONGEST_PAUSE = 120;
const PATIENCE = 120_000;
/** Merges of the status request at the end: while one is merged, the next may come to be. */
const MOST_MERGES = 3;

/** Where a plan runs. */
export interface ProcessPlan {
  readonly seed: number;
  /** Database of two collectors; undefined: one collector with a folder. */
  readonly database?: string;
  /** The repository to begin with. */
  readonly files: FolderCopy;
}

/** One plan with real processes that are killed: collectors, a project, people, and informers that post. */
export class ProcessRun {
  private readonly folder = temporaryFolder();
  private readonly random: () => number;
  private readonly bare = join(this.folder.path, 'target.git');
  private readonly people: People;
  private readonly project: ProjectProcess;
  private readonly collectors: (CollectorProcess | undefined)[];
  private readonly informers: readonly ChaosInformer[];
  private readonly handmade: string[] = [];
  private readonly delivering = new Set<Promise<unknown>>();
  private readonly heads = new Set<string>();
  private version = 0;

  constructor(private readonly plan: ProcessPlan) {
    this.random = seededRandom(plan.seed);
    pasteFolder(plan.files, this.bare);
    const repository = ownRepository(this.bare, { now: () => new Date() });
    this.people = new People(() => {
      repository.refresh('git');
      return repository;
    });
    this.project = new ProjectProcess(this.folder.path, this.bare);
    this.collectors = plan.database === undefined ? [undefined] : [undefined, undefined];
    const hub = {
      store: () => {
        const [url] = this.urls();
        return url === undefined ? undefined : httpHub(url);
      },
      onAcknowledged: () => undefined,
    };
    this.informers = CLUSTERS.map((cluster) => new ChaosInformer(new ClusterTruth(cluster, LOOKS), hub));
  }

  /** All of it; throws what does not hold. */
  async run(): Promise<void> {
    try {
      await Promise.all(this.collectors.map((_, host) => this.start(host)));
      for (let step = 0; step < STEPS; step++) {
        await this.step(this.below(20));
        await this.look();
        await new Promise((resolve) => setTimeout(resolve, this.random() * LONGEST_PAUSE));
      }
      await this.settle();
    } finally {
      this.project.kill();
      for (const collector of this.collectors) await collector?.kill();
      await Promise.all(this.delivering);
      this.folder.remove();
    }
  }

  private async step(what: number): Promise<void> {
    const informer = this.informers[this.below(2)]!;
    if (what < 6) {
      for (let count = 0; count < 3; count++) {
        informer.change(this.below(256), this.below(256), this.below(256));
      }
      await this.post(informer);
    } else if (what < 8) await this.post(informer);
    else if (what === 8) await informer.replay(this.below(256)).catch(() => undefined);
    else if (what < 13) await this.killCollector();
    else if (what < 15) this.deliver(this.below(256), this.random() < 0.5);
    else if (what === 15) this.project.kill();
    else if (what === 16) this.people.merge(STATUS);
    else if (what === 17) this.people.merge(PROJECT_REF);
    else if (what === 18) this.handmade.push(...this.people.change(MAIN, this.below(256)));
    else this.handmade.push(...this.people.change(STATUS, this.below(256)));
  }

  /** A post that finds nobody is sent again later. */
  private async post(informer: ChaosInformer): Promise<void> {
    const line = (['whole', 'whole', 'twice', 'lost', 'answer lost'] as const)[this.below(5)] ?? 'whole';
    await informer.send(line, 1 + this.below(4)).catch(() => undefined);
  }

  /** At any moment, a post on its way included; another process takes its place. */
  private async killCollector(): Promise<void> {
    const host = this.below(this.collectors.length);
    const posted = this.post(this.informers[this.below(2)]!);
    await new Promise((resolve) => setTimeout(resolve, this.random() * 60));
    await this.collectors[host]?.kill();
    this.collectors[host] = undefined;
    await posted;
    await this.start(host);
    await this.assertNothingLost();
  }

  private deliver(version: number, merge: boolean): void {
    this.version = version;
    const done: Promise<void> = this.project.deliver(version, merge).then(() => {
      this.delivering.delete(done);
    });
    this.delivering.add(done);
  }

  private async start(host: number): Promise<void> {
    const state = join(this.folder.path, `host-${host}`);
    mkdirSync(state, { recursive: true });
    const { database } = this.plan;
    this.collectors[host] = await startCollector({
      folder: state,
      env: {
        REGISTRY_TARGET: this.bare,
        REGISTRY_CLUSTERS: CLUSTER_RULES,
        COLLECTOR_RECONCILE_INTERVAL: '150ms',
        COLLECTOR_STABLE_AFTER: '1ms',
        ...(database !== undefined && { COLLECTOR_DATABASE_URL: database }),
      },
    });
  }

  /** Addresses of the collectors that run, in an order by chance. */
  private urls(): readonly string[] {
    const all = this.collectors.flatMap((collector) => (collector === undefined ? [] : [collector.url]));
    return this.random() < 0.5 ? all : all.reverse();
  }

  private async assertNothingLost(): Promise<void> {
    const [url] = this.urls();
    if (url === undefined) return;
    for (const informer of this.informers) {
      const held = await heldBy(url, informer.truth.cluster);
      assertSame(informer.missing(held, false).join(), '', 'acknowledged reports that are lost');
    }
  }

  /** What holds at every moment. */
  private async look(): Promise<void> {
    const open = this.people.refs().filter((ref) => ref.startsWith('refs/claims/status/'));
    if (open.length > 1) throw new Error(`${open.length} status requests are open`);
    const head = this.people.head(STATUS);
    if (head === undefined || this.heads.has(head)) return;
    this.heads.add(head);
    assertOnlyStatuses(await shown(this.bare, head));
  }

  private async settle(): Promise<void> {
    await Promise.all(this.delivering);
    this.resolveForeign();
    // What is left of the project is merged, and no status with it.
    const before = statusesOf(this.people.registry(MAIN));
    const { code, output } = await this.project.deliver(this.version, true);
    assertSame(code, 0, `claims pr: ${output}`);
    const after = statusesOf(this.people.registry(MAIN));
    for (const [path, said] of before) if (after.has(path)) assertSame(after.get(path), said, path);
    for (const informer of this.informers) {
      for (let tries = 0; tries < 20 && (tries < 2 || informer.pending > 0); tries++) {
        await informer.send('whole', 9);
      }
      assertSame(informer.pending, 0, 'reports that nobody takes');
    }
    await this.leaseEnds();
    await this.reached(async () => {
      const ref = this.people.head(STATUS) === undefined ? MAIN : STATUS;
      assertTruth(this.truths, this.people.registry(ref));
      await this.look();
    });
    // A request that stands on the base of before cannot always be merged: the collector makes it anew.
    let merges = 0;
    await this.reached(() => {
      if (merges < MOST_MERGES && this.people.merge(STATUS)) merges += 1;
      const left = this.people.refs().filter((ref) => ref !== MAIN && !ref.startsWith('refs/heads/people/'));
      assertSame(left.join(), '', 'refs that are left behind');
      assertTruth(this.truths, this.people.registry(MAIN));
    });
    assertSame(this.people.lost(this.handmade).join(), '', 'commits of people that are lost');
    assertSame(git(this.bare, ['fsck', '--strict', '--no-dangling', '--no-progress']), '', 'broken objects');
    await this.assertNothingLost();
  }

  private get truths(): readonly ClusterTruth[] {
    return this.informers.map(({ truth }) => truth);
  }

  /** The leader that was killed asks no more: the time that another one waits for passes at once. */
  private async leaseEnds(): Promise<void> {
    const { database } = this.plan;
    if (database === undefined) return;
    await query(database, 'UPDATE collector_terms SET until = clock_timestamp()');
  }

  private resolveForeign(): void {
    if (!this.people.hasForeign(STATUS)) return;
    this.people.merge(STATUS);
    if (this.people.hasForeign(STATUS)) this.people.takeAway(STATUS);
  }

  private async reached(holds: () => void | Promise<void>): Promise<void> {
    const end = performance.now() + PATIENCE;
    for (;;) {
      try {
        await holds();
        return;
      } catch (error) {
        if (performance.now() > end) {
          const logs = this.collectors.map((collector) => collector?.stderr().slice(-1500)).join('\n');
          throw new Error(`${String(error)}\n${logs}`, { cause: error });
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  private below(count: number): number {
    return Math.floor(this.random() * count);
  }
}
