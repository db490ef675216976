import { ToolkitError } from '../../../core/errors/toolkit-error';
import { observedClaims } from '../../../collector/reconciler/observed/observe-store';
import { RECONCILER_SETTINGS } from '../../../collector/reconciler/reconciler-settings';
import { Reconciler, type ReconcileResult } from '../../../collector/reconciler/run/reconcile';
import { ReconcileLoop } from '../../../collector/reconciler/run/reconcile-loop';
import { registryPlace } from '../../../collector/reconciler/run/registry-place';
import { WRITE_BUDGET, WriteBudget } from '../../../collector/reconciler/run/write-budget';
import { LeaderTerm } from '../../../collector/service/leader-term';
import { createLogger } from '../../../collector/service/logger';
import { readEnvironment } from '../../../collector/service/read-environment';
import { STORE_RULES } from '../../../collector/store/decide/store-rules';
import type { StatusStore } from '../../../collector/store/status-store';
import type { ChaosEvent } from './chaos-tally';
import { CLUSTER_RULES } from './cluster-truth';
import type { Gate, GitHome } from './git-home';

/** As the product's default: how long a process leads without asking again. */
const LEASE = 60_000;
/** How often it asks again between runs; milliseconds. */
export const RENEW_EVERY = LEASE / 4;

/** What a collector runs in. */
export interface CollectorWorld {
  readonly home: GitHome;
  readonly store: StatusStore;
  /** Its own clock, which may be wrong; milliseconds since 1970. */
  readonly wall: () => number;
  /** A clock that only runs forward. */
  readonly steady: () => number;
  readonly name: string;
  /** Told of each term that was given away: a loss of power later than that leaves it. */
  readonly onTerm: () => void;
  /** Told of what goes wrong on the way. */
  readonly note: (event: ChaosEvent) => void;
}

/** What disturbs one run. */
export interface Disturbance {
  /** Number of the turn, from 0, at which others get theirs; there is one before and one after each call over the network. */
  readonly turn: number;
  readonly others: () => Promise<void>;
  /** Number of the call, from 0, that fails: before its effect, or after it. */
  readonly failing?: { readonly call: number; readonly when: 'before' | 'after' };
}

const NEVER = new Promise<never>(() => undefined);

/** One process of a collector: its reconciler with the lead, the loop and the budget as they are, without timers. */
export class ChaosCollector {
  readonly loop: ReconcileLoop;
  /** What the last run did. */
  last: ReconcileResult | undefined;
  readonly log: string[] = [];
  isRunning = false;
  private readonly note: CollectorWorld['note'];
  private readonly lead: LeaderTerm;
  private isDead = false;
  private die: () => void = () => undefined;
  private readonly death = new Promise<void>((resolve) => (this.die = resolve));
  private disturbance: Disturbance | undefined;
  private turns = 0;
  private calls = 0;
  private others: Promise<void> = Promise.resolve();

  constructor(world: CollectorWorld) {
    const { home, store, wall, steady, name, onTerm, note } = world;
    this.note = note;
    const env = { PATH: process.env['PATH'], REGISTRY_TARGET: home.bare, REGISTRY_CLUSTERS: CLUSTER_RULES };
    const place = registryPlace(readEnvironment(RECONCILER_SETTINGS, env), env);
    if (place === undefined) throw new Error('no registry is configured');
    const logger = createLogger('warn', { write: (text: string) => void this.log.push(text) });
    const rules = { damping: STORE_RULES.damping, silence: { session: 600_000, legacy: undefined } };
    const reconciler = new Reconciler({
      place,
      env,
      logger,
      version: '1.0.0',
      clock: { now: () => new Date(wall()) },
      observe: async () => {
        const snapshot = await store.read();
        const clusters = snapshot.clusters.map(({ cluster }) => cluster);
        return { claims: observedClaims(snapshot, rules, wall()), clusters };
      },
      connect: (signal) => home.connect(this.gate, signal),
      retry: { wait: () => Promise.resolve(), random: () => 0.5 },
    });
    let known: number | undefined;
    const take = async (): Promise<number | undefined> => {
      const term = await store.lead({ role: 'reconcile', holder: name, lease: LEASE });
      if (term !== undefined && term !== known) onTerm();
      return (known = term);
    };
    this.lead = new LeaderTerm({ take, lease: LEASE, now: steady, logger });
    this.loop = new ReconcileLoop({
      run: (term, signal) => reconciler.run(term, signal),
      lead: this.lead,
      budget: new WriteBudget(WRITE_BUDGET, steady),
      interval: LEASE,
      logger,
      onEnd: (result) => (this.last = result),
    });
  }

  /** One run, which ends early where the process dies. */
  async run(disturbance?: Disturbance): Promise<void> {
    this.disturbance = disturbance;
    this.turns = 0;
    this.calls = 0;
    this.last = undefined;
    this.isRunning = true;
    await Promise.race([this.loop.runOnce(), this.death]);
    // What others began while it ran is done before anything else.
    await this.others;
    this.isRunning = false;
  }

  /** Asks for the lead, as the loop does between runs. */
  async renew(): Promise<void> {
    await this.lead.current();
  }

  /** The process is gone: what it was about to do is never done. */
  kill(): void {
    this.isDead = true;
    this.die();
  }

  private readonly gate: Gate = async (effect) => {
    const call = this.calls++;
    const failing = this.disturbance?.failing;
    await this.turn();
    if (failing?.call === call && failing.when === 'before') throw this.unreachable('before');
    const value = await effect();
    await this.turn();
    if (failing?.call === call && failing.when === 'after') throw this.unreachable('after');
    return value;
  };

  private async turn(): Promise<void> {
    const { disturbance } = this;
    if (disturbance !== undefined && this.turns++ === disturbance.turn) {
      this.others = disturbance.others();
      await this.others;
    }
    if (this.isDead) await NEVER;
  }

  private unreachable(when: 'before' | 'after'): ToolkitError {
    this.note(`a connection is lost ${when} its effect`);
    return new ToolkitError('target-unreachable', 'the connection was lost');
  }
}
