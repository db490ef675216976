import { join } from 'node:path';
import { OwnTerms } from '../../../collector/store/own-terms';
import { type FolderCopy, pasteFolder, temporaryFolder } from '../../fixtures/git/git';
import { VirtualClock } from '../../fixtures/github';
import { assertEntries, assertOnlyStatuses, assertSame, assertTruth, statusesOf } from './invariants';
import { ChaosCollector, type Disturbance, RENEW_EVERY } from './chaos-collector';
import { ChaosInformer, type Line } from './chaos-informer';
import { ChaosStore, type TermSource } from './chaos-store';
import type { ChaosEvent } from './chaos-tally';
import { CLUSTERS, ClusterTruth } from './cluster-truth';
import type { GitHome } from './git-home';
import { githubHome } from './github-home';
import { MAIN, shown, shownStatuses } from './people';
import { plainHome } from './plain-home';
import type { ChaosPlan, ChaosStep } from './plan-steps';
import { deliverProject, models, PROJECT_REF } from './project-writer';
import { seededRepository } from './seeded-repository';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Steps that a hub is down for. */
const DOWN_STEPS = 3;
const LINES: readonly Line[] = ['whole', 'whole', 'whole', 'lost', 'answer lost', 'twice'];
const PAUSES = [10_000, 31_000, 2 * MINUTE, 11 * MINUTE, 40 * MINUTE];
/** Minutes by which a clock is wrong. */
const SKEWS = [-10, -10, -4, 0, 1, 10, 10];
/** Steps of others that fall into a run. */
const OTHERS = [0, 1, 1, 2, 2, 3];
/** Calls over the network of a run that writes, with a few more on a forge. */
const CALLS = { plain: 2, github: 8 };
/** Most runs of each collector after everything is well again. */
const CYCLES = 5;

/** A repository with the claims of the project in it, made once. */
let seeded: Promise<FolderCopy> | undefined;

/** Carries out one plan. */
export class ChaosRun {
  private readonly folder = temporaryFolder();
  private readonly clock = new VirtualClock();
  private readonly skews = [0, 0];
  private readonly store = new ChaosStore(this.folder.path);
  private readonly shared = new OwnTerms();
  private collectors: ChaosCollector[] = [];
  private started = 0;
  private readonly informers: ChaosInformer[];
  private home!: GitHome;
  private at = 0;
  private depth = 0;
  private downUntil = -1;
  private version = 0;
  /** Commits of people that have to last. */
  private handmade: string[] = [];
  private lastCopy:
    { readonly state: FolderCopy; readonly put?: () => void; readonly handmade: number } | undefined;
  private seenHead: string | undefined;
  /** What happened so far, and how often. */
  readonly happened = new Map<ChaosEvent, number>();
  private readonly ran = new Set<number>();
  private leader: number | undefined;
  /** Copies are made as long as one may be needed. */
  private readonly lastLoss: number;

  constructor(private readonly plan: ChaosPlan) {
    this.lastLoss = plan.steps.findLastIndex(([what]) => what === 'power loss');
    const hub = {
      store: () => (this.isDown ? undefined : this.store.seenBy(this.wall(0), this.terms)),
      onAcknowledged: () => {
        this.copy();
      },
      note: this.note,
    };
    this.informers = CLUSTERS.map((cluster) => new ChaosInformer(new ClusterTruth(cluster), hub));
  }

  /** All of it; throws what does not hold. */
  async run(): Promise<void> {
    try {
      const files = await (seeded ??= seededRepository());
      this.home = await this.openHome(files);
      for (let host = 0; host < this.plan.collectors; host++) this.collectors.push(this.start(host));
      while (this.at < this.plan.steps.length) await this.next();
      await this.settle();
    } finally {
      this.store.close();
      this.note('an answer of the forge is a fault', this.home.faults);
      await this.home.remove();
      this.folder.remove();
    }
  }

  private async openHome(files: FolderCopy): Promise<GitHome> {
    if (this.plan.home === 'github') {
      const { clock, folder, plan } = this;
      return githubHome({ files, folder: folder.path, clock, faults: plan.faults });
    }
    const bare = join(this.folder.path, 'target.git');
    pasteFolder(files, bare);
    return plainHome(bare, this.folder.path, this.clock);
  }

  private async next(): Promise<void> {
    const step = this.plan.steps[this.at++];
    if (step === undefined) return;
    this.clock.advance(1_000);
    await this.step(step);
  }

  private async step([what, one, two, three]: ChaosStep): Promise<void> {
    const informer = this.informers[one % this.informers.length]!;
    const { home } = this;
    const { people } = home;
    switch (what) {
      case 'change':
        informer.change(one >> 1, two, three);
        return;
      case 'send':
        await informer.send(LINES[two % LINES.length]!, 1 + (three % 4));
        return;
      case 'replay':
        await informer.replay(two);
        return;
      case 'run':
        await this.runCollector(one % this.plan.collectors, two, three);
        return;
      case 'pass':
        // Mostly one host stands still, and may lose the lead.
        await this.pass(PAUSES[one % PAUSES.length]!, two % 3 === 0 ? undefined : three % 2);
        return;
      case 'skew':
        this.skews[one % 2] = SKEWS[two % SKEWS.length]! * MINUTE;
        return;
      case 'down':
        this.restartAll();
        this.clock.advance(HOUR);
        this.note('the hub is down for an hour');
        this.downUntil = this.at + DOWN_STEPS;
        return;
      case 'kill':
        this.restart(one % this.plan.collectors);
        if (this.plan.collectors === 1) this.store.lose();
        await this.assertNothingLost();
        return;
      case 'power loss':
        await this.losePower();
        return;
      case 'merge status':
        this.byPerson('a person merges the request', () => {
          home.merge();
        });
        return;
      case 'close status':
        this.byPerson('a person closes the request', () => {
          home.close();
        });
        return;
      case 'commit to status':
        if (people.head(home.statusRef) !== undefined) {
          this.handmade.push(...people.change(home.statusRef, two));
          this.note('a person commits to the request');
        }
        return;
      case 'commit to base':
        this.handmade.push(...people.change(MAIN, two));
        return;
      case 'project':
        await this.project(one, two % 2 === 0);
        return;
      case 'merge project':
        this.keepingStatuses(() => {
          people.merge(PROJECT_REF);
        });
        return;
      default:
        throw new Error(`no step is called ${what}`);
    }
  }

  /** Time passes, in which collectors keep their lead, all but those of a host that stands still. */
  private async pass(milliseconds: number, still?: number): Promise<void> {
    const end = this.now() + milliseconds;
    while (this.now() < end) {
      this.clock.advance(Math.min(RENEW_EVERY, end - this.now()));
      for (const [host, collector] of this.collectors.entries()) {
        if (host !== still && !collector.isRunning) await collector.renew();
      }
    }
  }

  private async runCollector(host: number, two: number, three: number): Promise<void> {
    const collector = this.collectors[host]!;
    if (this.isDown || collector.isRunning) return;
    const others = OTHERS[three % OTHERS.length]!;
    const fault = Math.floor(three / OTHERS.length) % 4;
    const calls = CALLS[this.plan.home];
    const disturbance: Disturbance = {
      turn: this.depth === 0 ? two % (2 * calls) : -1,
      others: async () => {
        this.depth += 1;
        for (let count = 0; count < others && this.at < this.plan.steps.length; count++) await this.next();
        this.depth -= 1;
      },
      ...(fault > 1 && {
        failing: { call: (two >> 3) % calls, when: fault === 2 ? ('before' as const) : ('after' as const) },
      }),
    };
    const base = this.home.people.head(MAIN);
    this.noteClock(host);
    await collector.run(disturbance);
    this.noteRun(host, base);
    await this.look();
  }

  private noteClock(host: number): void {
    const skew = Math.abs(this.skews[host]!);
    if (skew > 0) this.note('a run by a clock that is wrong');
    if (skew === 10 * MINUTE) this.note('a run by a clock that is wrong by ten minutes');
  }

  private noteRun(host: number, base: string | undefined): void {
    const { last, loop } = this.collectors[host]!;
    if (this.home.people.head(MAIN) !== base) this.note('the base moves during a run');
    if (last === undefined && loop.health.failures === 0) return;
    const ends: Readonly<Record<string, ChaosEvent>> = {
      created: 'a run creates the request',
      updated: 'a run updates the request',
      unchanged: 'a run changes nothing',
      none: 'a run changes nothing',
      'kept-closed': 'a run keeps a request closed',
    };
    const end = last === undefined ? 'a run fails' : ends[last.action];
    if (end !== undefined) this.note(end);
    this.ran.add(host);
    if (this.ran.size === 2) this.note('two collectors run');
  }

  private byPerson(event: ChaosEvent, work: () => void): void {
    const before = this.home.openRequests();
    const base = this.home.people.head(MAIN);
    work();
    if (this.home.openRequests() === before && this.home.people.head(MAIN) === base) return;
    this.note(event);
    if (this.depth > 0) this.note('the request changes during a run');
  }

  private readonly note = (event: ChaosEvent, times = 1): void => {
    if (times > 0) this.happened.set(event, (this.happened.get(event) ?? 0) + times);
  };

  /** What holds at every moment. */
  private async look(): Promise<void> {
    const { home } = this;
    assertSame(Math.min(home.openRequests(), 1), home.openRequests(), 'open status requests');
    const head = home.people.head(home.statusRef);
    if (head === undefined || head === this.seenHead) return;
    this.seenHead = head;
    assertOnlyStatuses(await shown(home.bare, head));
  }

  private async project(version: number, merge: boolean): Promise<void> {
    this.version = version;
    const { bare, people } = this.home;
    const before = statusesOf(people.registry(MAIN));
    if (this.depth > 0) this.note('claims pr during a run');
    if (this.home.openRequests() > 0) this.note('claims pr beside an open status request');
    await deliverProject(bare, this.now(), version, merge);
    this.assertStatusesKept(before);
  }

  private keepingStatuses(work: () => void): void {
    const before = statusesOf(this.home.people.registry(MAIN));
    work();
    this.assertStatusesKept(before);
  }

  private assertStatusesKept(before: ReadonlyMap<string, string>): void {
    const after = statusesOf(this.home.people.registry(MAIN));
    for (const [path, said] of before) {
      if (after.has(path)) assertSame(after.get(path), said, `${path} after a merge of the project`);
    }
  }

  private copy(): void {
    if (this.lastLoss < this.at - 1) return;
    const home = this.home.copy();
    this.lastCopy = {
      state: this.store.copy(),
      ...(home && { put: home.put }),
      handmade: this.handmade.length,
    };
  }

  private async losePower(): Promise<void> {
    this.restartAll();
    const copy = this.lastCopy;
    if (copy === undefined) return;
    this.store.lose(copy.state);
    this.note('a loss of power brings an earlier state back');
    copy.put?.();
    if (copy.put !== undefined) this.handmade = this.handmade.slice(0, copy.handmade);
    await this.assertNothingLost();
  }

  private async assertNothingLost(): Promise<void> {
    const store = this.store.seenBy(this.wall(0), this.terms);
    for (const informer of this.informers) {
      assertSame((await informer.lost(store)).join(), '', 'acknowledged reports that are lost');
    }
  }

  private restartAll(): void {
    for (const host of this.collectors.keys()) this.restart(host);
  }

  private restart(host: number): void {
    const collector = this.collectors[host]!;
    if (collector.isRunning) this.note('a collector dies during a run');
    collector.kill();
    this.collectors[host] = this.start(host);
  }

  private start(host: number): ChaosCollector {
    this.started += 1;
    const wall = this.wall(host);
    const store = this.store.seenBy(wall, this.terms);
    return new ChaosCollector({
      home: this.home,
      store,
      wall,
      steady: () => this.now(),
      onTerm: () => {
        if (this.leader !== undefined && this.leader !== host) {
          this.note('the lead goes to another collector');
        }
        this.leader = host;
        this.copy();
      },
      note: this.note,
      name: `collector-${this.started}`,
    });
  }

  /** Two collectors ask a database with a clock of its own who leads, one alone has it from its store. */
  private get terms(): TermSource | undefined {
    return this.plan.collectors === 1 ? undefined : { terms: this.shared, now: () => this.now() };
  }

  private wall(host: number): () => number {
    return () => this.now() + this.skews[host]!;
  }

  private now(): number {
    return this.clock.now().getTime();
  }

  private get isDown(): boolean {
    return this.at <= this.downUntil && this.at < this.plan.steps.length;
  }

  /** Everything is well again: the registry has to become the truth, by one request, and nothing is left behind. */
  private async settle(): Promise<void> {
    this.home.calm();
    this.skews.fill(0);
    this.downUntil = -1;
    await this.pass(HOUR + MINUTE);
    await this.resolveForeign();
    if (this.plan.steps.some(([what]) => what === 'project')) await this.project(this.version, true);
    await this.quiet();
    await this.cycles(true);
    assertTruth(this.truths, this.wanted());
    this.home.merge();
    await this.cycles(false);
    assertTruth(this.truths, this.home.people.registry(MAIN));
    const paths = models(this.version).claims.map(({ constructPath }) => constructPath);
    assertEntries(paths, this.home.people.registry(MAIN));
    for (const each of await shownStatuses(this.home.bare)) assertOnlyStatuses(each);
    this.assertNothingLeft();
    await this.assertNothingLost();
  }

  private get truths(): readonly ClusterTruth[] {
    return this.informers.map(({ truth }) => truth);
  }

  /** The registry as merging the open request makes it, or as it is: a request that gives the right registry stays on the base that it was made on. */
  private wanted(): string {
    const { people, statusRef } = this.home;
    if (people.head(statusRef) === undefined) return people.registry(MAIN);
    return people.mergedRegistry(statusRef) ?? people.registry(statusRef);
  }

  private async quiet(): Promise<void> {
    for (let tries = 0; tries < 10; tries++) {
      for (const informer of this.informers) await informer.send('whole', 9);
      if (tries > 2 && this.informers.every(({ pending }) => pending === 0)) break;
    }
    for (const informer of this.informers) assertSame(informer.pending, 0, 'reports that nobody takes');
    await this.pass(HOUR);
  }

  /** Runs of all collectors, until the one that leads has nothing to write; where a person closed the request of these very statuses, something changes first. */
  private async cycles(mayNudge: boolean): Promise<void> {
    let isQuiet = false;
    for (let cycle = 0; cycle < CYCLES && !isQuiet; cycle++) {
      await this.pass(MINUTE + 1_000);
      for (const informer of this.informers) await informer.send('whole', 9);
      for (const [host, collector] of this.collectors.entries()) {
        await this.runCollector(host, 0, 0);
        if (collector.last?.action === 'kept-closed' && mayNudge) await this.nudge(cycle);
        else isQuiet ||= collector.last?.writes === 0;
      }
    }
    for (const { loop, log } of this.collectors) {
      assertSame(
        loop.health.failures,
        0,
        `failed runs (${loop.health.reason ?? ''}) ${log.slice(-2).join('')}`,
      );
    }
    assertSame(isQuiet, true, 'a collector that has nothing more to write');
  }

  private async nudge(cycle: number): Promise<void> {
    for (const informer of this.informers) informer.change(0, cycle % 2 === 0 ? 2 : 3, cycle);
    await this.quiet();
  }

  /** A person who committed to the branch of the request merges it, or takes it elsewhere. */
  private async resolveForeign(): Promise<void> {
    const { home } = this;
    if (!home.people.hasForeign(home.statusRef)) return;
    // People take their time: what they pushed stays there meanwhile.
    for (const host of this.collectors.keys()) await this.runCollector(host, 0, 0);
    if (!home.people.hasForeign(home.statusRef)) return;
    home.merge();
    if (home.people.hasForeign(home.statusRef)) home.abandon();
  }

  private assertNothingLeft(): void {
    const { home } = this;
    assertSame(home.openRequests(), 0, 'open status requests in the end');
    const left = home.people.refs().filter((ref) => ref !== MAIN && !ref.startsWith('refs/heads/people/'));
    assertSame(left.join(), '', 'refs that are left behind');
    assertSame(home.people.lost(this.handmade).join(), '', 'commits of people that are lost');
  }
}
