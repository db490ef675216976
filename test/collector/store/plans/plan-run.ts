import { strictEqual as same } from 'node:assert';
import { reportKey } from '../../../../core/status/report-key';
import { bucketOf, digestOf } from '../../../../core/status/status-digest';
import type { ClaimReport, ReportOrder } from '../../../../core/status/claim-status';
import type {
  BatchResult,
  DigestResult,
  ReportBatch,
  Session,
} from '../../../../collector/store/status-store';
import type { StatusSnapshot } from '../../../../collector/store/status-store';
import type { StoreAnswer, StoreCall } from '../../../../collector/store/store-call';
import type { Transition } from '../../../../collector/store/stored-status';
import { ClaimsWorld, KINDS, NAMES } from './claims-world';
import type { CollectorParts } from './collector-in-parts';
import { ExpectedCollector, GROUP, told } from './expected-collector';

/** One step of a plan: what is done, and three numbers that say with what. */
export type PlanStep = readonly [what: string, one: number, two: number, three: number];

/** Clusters of every plan; the second one looks like a part of a key. */
export const CLUSTERS = ['prod', '["prod","'] as const;

interface Informer {
  readonly world: ClaimsWorld;
  readonly kinds: readonly string[];
  epoch?: number;
  sequence: number;
  outbox: ClaimReport[];
}

/** Runs the steps of a plan on a collector, and compares it with what is expected after each of them. */
export class PlanRun {
  private readonly expected = new ExpectedCollector();
  private readonly worlds = CLUSTERS.map((cluster) => new ClaimsWorld(cluster));
  private readonly informers: readonly Informer[];
  private network: ReportBatch[] = [];
  private readonly orders = new Map<string, ReportOrder>();
  private now = 1_800_000_000_000;

  constructor(private readonly collector: CollectorParts) {
    // One that watches everything, one that may take all of it over, and one for each kind.
    this.informers = this.worlds.flatMap((world) =>
      [KINDS, KINDS, [KINDS[0]], [KINDS[1]]].map((kinds) => ({ world, kinds, sequence: 0, outbox: [] })),
    );
    // One of each cluster runs from the start.
    for (const world of this.worlds) {
      this.open(
        this.informers.find((each) => each.world === world)!,
        false,
      );
    }
  }

  step([what, one, two, three]: PlanStep): void {
    this.now += three * 150;
    // Most of what happens is about the first cluster and the first of its informers.
    const informer = this.informers[one < 128 ? one % 2 : one % this.informers.length]!;
    const { world } = informer;
    const [kind, name] = [KINDS[two % 2]!, NAMES[(two >> 1) % NAMES.length]!];
    switch (what) {
      case 'change':
        this.change(world, kind, name, three);
        if (three >= 64) this.sendAll(world);
        break;
      case 'open':
        this.open(informer, three % 3 === 0);
        break;
      case 'compare':
        this.compare(informer);
        break;
      case 'send':
        this.sendAll(world);
        break;
      case 'deliver':
        this.deliver(one, 1 + (two % 4), three % 4 === 0);
        break;
      case 'unreadable':
        this.say(informer, { unreadable: [{ group: GROUP, kind: informer.kinds[0]!, reason: 'forbidden' }] });
        break;
      case 'ghost':
        this.ghost(world, two);
        break;
      case 'kinds without a session':
        this.network.push({ cluster: world.cluster, reports: [], ...wholeKind(kind, three % 2 === 0) });
        break;
      case 'legacy':
        this.network.push({
          cluster: world.cluster,
          reports: [{ cluster: world.cluster, claimRef: `shop/${name}`, statusMessage: `old ${three % 4}` }],
        });
        break;
      case 'unordered':
        this.unordered(world, two, three);
        break;
      case 'restart':
        this.restart();
        break;
      case 'forget':
        this.forget(world.cluster, three % 3 === 0 ? undefined : `shop/${name}`);
        break;
      case 'forget and report':
        this.forgetAndReport(world.cluster, `shop/${name}`);
    }
    this.check();
  }

  /** Everything that is on its way arrives, in an order of its own; then every cluster is compared once more. */
  settle(order: number): void {
    while (this.network.length > 0) this.deliver(order, 2, false);
    for (const world of this.worlds) {
      const informer = this.informers.find((each) => each.world === world)!;
      this.open(informer, false);
      this.compare(informer);
      while (this.network.length > 0) this.deliver(0, 1, false);
      this.check();
      for (const kind of KINDS) {
        same(this.digest(informer, kind)?.length, 0);
        const wanted = new Map([...world.statuses()].filter(([key]) => isOfKind(key, kind)));
        const found = this.statuses(world.cluster, kind);
        if (!isSameMap(found, wanted)) expect(found).toEqual(wanted);
      }
    }
  }

  /** The collector ends, and starts again with what it kept: nothing is lost. */
  restart(): void {
    const before = this.read();
    this.collector.restart();
    // What is not said is left out by one and undefined for the other.
    expect(sortedAsText(this.read())).toEqual(sortedAsText(before));
  }

  /** What a collector that keeps transitions has to tell of each claim. */
  checkHistories(): void {
    for (const key of this.expected.keys()) {
      const history = this.ask({ does: 'history', key }) as readonly Transition[];
      const changes = history.map(({ deleted, ready, statusMessage }) =>
        deleted === true ? 'gone' : (ready ?? statusMessage),
      );
      expect([key, changes]).toEqual([key, this.expected.transitions(key)]);
    }
  }

  private change(world: ClaimsWorld, kind: string, name: string, how: number): void {
    const key = world.key(kind, name);
    const before = world.live.get(key);
    if (before !== undefined && how % 4 === 1) world.convert(key);
    else this.changeObject(world, kind, name, how);
    for (const informer of this.informers) {
      if (informer.world !== world || informer.epoch === undefined || !informer.kinds.includes(kind)) {
        continue;
      }
      const report = world.report(key, this.skewed(how));
      const { uid: _, ...nameless } = report ?? {};
      if (report !== undefined) {
        this.say(informer, { reports: [how % 8 === 1 ? (nameless as ClaimReport) : report] });
      }
      // Some deletes are not seen: what is gone is then missing in the next list.
      else if (before !== undefined && how % 2 === 0) this.bury(informer, before.identity, before.uid);
    }
  }

  private changeObject(world: ClaimsWorld, kind: string, name: string, how: number): void {
    const before = world.live.get(world.key(kind, name));
    const isGone = before !== undefined && how % 3 === 0;
    const isAgain = before !== undefined && how % 5 === 0;
    if (isGone || isAgain) world.remove(kind, name);
    if (!isGone) world.change(kind, name, how % 2 === 0);
  }

  private bury(informer: Informer, identity: ClaimReport['identity'], uid: string): void {
    const { cluster } = informer.world;
    const claimRef = `${identity!.namespace}/${identity!.name}`;
    this.say(informer, {
      reports: [{ cluster, claimRef, identity, uid, statusMessage: 'deleted', deleted: true as const }],
    });
  }

  /** Puts reports into the next batch of an informer; what stands beside reports goes at once. */
  private say(informer: Informer, batch: Partial<ReportBatch>): void {
    const { epoch, world } = informer;
    if (epoch === undefined) return;
    for (const report of batch.reports ?? []) {
      informer.sequence += 1;
      informer.outbox.push({ ...report, order: { epoch, sequence: informer.sequence } });
    }
    if (batch.unreadable !== undefined) {
      this.network.push({ cluster: world.cluster, epoch, reports: [], unreadable: batch.unreadable });
    }
  }

  private sendAll(world: ClaimsWorld): void {
    for (const each of this.informers) if (each.world === world) this.send(each);
  }

  private send(informer: Informer): void {
    const { epoch, world, outbox } = informer;
    if (epoch === undefined || outbox.length === 0) return;
    informer.outbox = [];
    this.network.push({ cluster: world.cluster, epoch, reports: outbox });
  }

  private open(informer: Informer, standby: boolean): void {
    const { world, kinds } = informer;
    const request = {
      cluster: world.cluster,
      informer: 'i',
      kinds: kinds.map((kind) => ({ group: GROUP, kind })),
      standby,
    };
    const answer = this.ask({ does: 'openSession', request });
    if ('heldBy' in (answer as object)) {
      same(standby && this.expected.isHeld(world.cluster, kinds), true);
      return;
    }
    const { epoch } = answer as Session;
    same(epoch > Math.max(0, ...this.informers.map((each) => each.epoch ?? 0)), true);
    this.expected.opened(epoch, world.cluster, kinds);
    Object.assign(informer, { epoch, sequence: 0, outbox: [] });
  }

  private digest({ world, epoch }: Informer, kind: string): readonly number[] | undefined {
    const mayCompare = this.expected.mayReport(world.cluster, epoch!, [kind]);
    const entries = [...world.live].flatMap(([key, claim]) => {
      const status = world.report(key, '')!;
      return claim.identity.kind === kind ? [{ key, uid: claim.uid, status }] : [];
    });
    const request = { cluster: world.cluster, epoch: epoch!, group: GROUP, kind, buckets: digestOf(entries) };
    const answer = this.ask({ does: 'digest', request }) as DigestResult;
    same('refused' in answer, !mayCompare);
    if ('refused' in answer) return undefined;
    this.expected.compared(world.cluster, kind);
    return answer.differing;
  }

  private compare(informer: Informer): void {
    if (informer.epoch === undefined) return;
    for (const kind of informer.kinds) this.resync(informer, kind, this.digest(informer, kind));
  }

  private resync(informer: Informer, kind: string, buckets: readonly number[] | undefined): void {
    const { world } = informer;
    if (buckets === undefined) {
      informer.epoch = undefined;
      return;
    }
    // What waits was seen before the list.
    this.send(informer);
    const { sequence } = informer;
    const keys = [...world.live.keys()].filter(
      (key) => isOfKind(key, kind) && buckets.includes(bucketOf(key)),
    );
    this.say(informer, { reports: keys.map((key) => world.report(key, this.skewed(7))!) });
    const reports = informer.outbox;
    informer.outbox = [];
    const complete = [{ group: GROUP, kind, buckets, sequence }];
    this.network.push({ cluster: world.cluster, epoch: informer.epoch!, reports, complete });
  }

  /** An object that the collector knows to be dead, from a list that is older than it should be. */
  private ghost({ cluster }: ClaimsWorld, which: number): void {
    const dead = this.expected.dead(cluster);
    const [key, uid] = dead[which % dead.length] ?? [];
    if (key === undefined || uid === undefined) return;
    const [, , kind, , name] = JSON.parse(key) as [string, string, string, string, string];
    const informer = this.informers.find(
      ({ epoch }) => epoch !== undefined && this.expected.mayReport(cluster, epoch, [kind]),
    );
    if (informer === undefined) return;
    const epoch = informer.epoch!;
    informer.sequence += 1;
    const order = { epoch, sequence: informer.sequence };
    const identity = informer.world.identity(kind, name);
    const report = { cluster, claimRef: `shop/${name}`, identity, uid, statusMessage: 'ghost', order };
    this.call([{ cluster, epoch, reports: [report] }]);
  }

  /** Reports without a session: twice about one claim, then about another one. */
  private unordered(world: ClaimsWorld, two: number, three: number): void {
    const { cluster } = world;
    const report = (name: string, isReady: boolean): ClaimReport => ({
      cluster,
      claimRef: `shop/${name}`,
      identity: world.identity(KINDS[three % 2]!, name),
      statusMessage: `no session ${three % 5}`,
      ready: { status: isReady ? 'True' : 'False' },
    });
    const [one, other] = [NAMES[two % 2]!, NAMES[(two + 1) % 2]!];
    this.network.push({ cluster, reports: [report(one, true), report(one, false), report(other, true)] });
  }

  private deliver(from: number, count: number, isKept: boolean): void {
    const batches: ReportBatch[] = [];
    for (let taken = 0; taken < count && this.network.length > 0; taken++) {
      const at = from % this.network.length;
      batches.push(this.network[at]!);
      // One that is kept comes again.
      if (!isKept) this.network.splice(at, 1);
    }
    this.call(batches);
  }

  private call(batches: readonly ReportBatch[]): void {
    if (batches.length === 0) return;
    const answers = this.run(batches.map((batch) => ({ does: 'report', batch })));
    for (const [index, batch] of batches.entries()) {
      const isRefused = this.expected.isRefused(batch);
      same('refused' in (answers[index] as BatchResult), isRefused);
      if (!isRefused) this.expected.accept(batch);
    }
  }

  private forget(cluster: string, claimRef: string | undefined): void {
    this.ask({ does: 'forget', cluster, claimRef });
    this.forgotten(cluster, claimRef);
  }

  /** In one commit: a report, that its claim is forgotten, and a report again. */
  private forgetAndReport(cluster: string, claimRef: string): void {
    const batch = (statusMessage: string): ReportBatch => ({
      cluster,
      reports: [{ cluster, claimRef, statusMessage }],
    });
    this.run([
      { does: 'report', batch: batch('before') },
      { does: 'forget', cluster, claimRef },
      { does: 'report', batch: batch('after') },
    ]);
    this.forgotten(cluster, claimRef);
    this.expected.accept(batch('after'));
  }

  private forgotten(cluster: string, claimRef: string | undefined): void {
    if (claimRef === undefined) this.expected.forgetCluster(cluster);
    else this.expected.forgetClaim(cluster, claimRef);
    for (const key of this.orders.keys()) if (!this.expected.keys().includes(key)) this.orders.delete(key);
  }

  /** Matchers of Jest cost more than all the rest of a step: they judge what differs. */
  private check(): void {
    const { statuses, kinds } = this.read();
    for (const cluster of CLUSTERS) {
      const [read, expected] = [this.statuses(cluster, undefined, statuses), this.expected.statuses(cluster)];
      if (!isSameMap(read, expected)) expect(read).toEqual(expected);
      const unreadable = kinds.filter((kind) => kind.cluster === cluster).map(({ kind }) => kind);
      const wanted = this.expected.kinds(cluster);
      if (unreadable.sort().join() !== wanted.join()) expect(unreadable).toEqual(wanted);
    }
    for (const { uid, order, ...status } of statuses) {
      const key = reportKey(status);
      const before = this.orders.get(key);
      if (uid !== undefined && this.expected.deadUids(key).includes(uid)) throw new Error(`${uid} is dead`);
      if (before !== undefined && (order === undefined || isBefore(order, before))) {
        throw new Error(`${key} went from ${JSON.stringify(before)} to ${JSON.stringify(order)}`);
      }
      if (order !== undefined) this.orders.set(key, order);
    }
  }

  private read(): StatusSnapshot {
    return this.ask({ does: 'read' }) as StatusSnapshot;
  }

  private statuses(cluster: string, kind?: string, statuses = this.read().statuses): Map<string, string> {
    return new Map(
      statuses
        .filter(
          (status) => status.cluster === cluster && (kind === undefined || status.identity?.kind === kind),
        )
        .map((status) => [reportKey(status), told(status.uid, status.status.statusMessage)]),
    );
  }

  private ask(call: StoreCall): StoreAnswer {
    return this.run([call])[0]!;
  }

  private run(calls: readonly StoreCall[]): readonly StoreAnswer[] {
    return this.collector.run(calls, this.now).map((answer) => {
      if ('error' in answer) throw answer.error;
      return answer.value;
    });
  }

  /** A clock of an informer that is wrong by hours. */
  private skewed(by: number): string {
    return new Date(this.now + (by - 128) * 600_000).toISOString();
  }
}

/** What only a session may say: that a kind cannot be read, or that all of it is there. */
function wholeKind(kind: string, isUnreadable: boolean): Partial<ReportBatch> {
  const group = GROUP;
  if (isUnreadable) return { unreadable: [{ group, kind, reason: 'forbidden' }] };
  return { complete: [{ group, kind, buckets: [0, 1], sequence: 0 }] };
}

function isBefore(order: ReportOrder, other: ReportOrder): boolean {
  return order.epoch === other.epoch ? order.sequence < other.sequence : order.epoch < other.epoch;
}

function isSameMap(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);
}

function isOfKind(key: string, kind: string): boolean {
  return (JSON.parse(key) as string[])[2] === kind;
}

function sortedAsText({ statuses, kinds, clusters }: StatusSnapshot): readonly string[][] {
  return [statuses, kinds, clusters].map((list) => list.map((each) => stable(each)).sort());
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
