import type { Logger } from 'pino';
import { backoff } from '../../../core/async/retry';
import type { Cause } from '../../../core/status/claim-status';
import type { ClaimSummary } from '../claim-summary';
import type { InformerClock } from '../informer-clock';
import { watchedKey } from '../kind-names';
import type { Seen, SeenSink, WatchedKind } from '../seen';
import type { CauseFigures } from './cause-figures';
import { causeSignature } from './cause-of-walk';
import { DueQueue } from './due-queue';
import { disagrees, findCause } from './find-cause';
import { FOLLOW_TIMES, FollowedClaim, type FollowTimes } from './followed-claim';
import type { EventReader, ObjectReader } from './found';
import { RequestBudget } from './request-budget';
import { walkClaim } from './walk-claim';
import type { Walk } from './walked-object';

/** Requests a second, all walks together. */
const MOST_REQUESTS = 20;

/** Who is told what stands behind a claim. */
export interface CauseSink {
  /** @param cause - undefined where nothing fails any more */
  cause(
    kind: WatchedKind,
    claim: Pick<ClaimSummary, 'namespace' | 'name' | 'uid'>,
    cause: Cause | undefined,
  ): void;
}

/** What a follower needs. */
export interface CauseFollowerOptions {
  readonly objects: ObjectReader;
  /** Left out where events may not be read. */
  readonly events?: EventReader;
  readonly sink: CauseSink;
  readonly clock: InformerClock;
  readonly logger: Logger;
  readonly times?: Partial<FollowTimes>;
  /** Every claim is followed once in so many milliseconds; undefined: those that say they are well, never. */
  readonly sweep?: number;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/**
 * Finds why claims are not Ready or not Synced: it follows them down to the object that fails, one walk at a time, by single reads and at a bounded rate. What it decides is in
 * `deepest-failure.ts`; here is when.
 */
export class CauseFollower implements SeenSink {
  readonly figures: CauseFigures = { walks: 0, failed: 0, forbidden: 0, found: 0 };
  private readonly times: FollowTimes;
  private readonly claims = new Map<string, FollowedClaim>();
  private readonly due = new DueQueue<FollowedClaim>();
  private readonly stop = new AbortController();
  private readonly budget: RequestBudget;
  private running: Promise<void> | undefined;
  private wake: () => void = () => undefined;
  private sweeping = this.claims.values();
  private nextSweep: number;
  private failures = 0;

  constructor(private readonly options: CauseFollowerOptions) {
    this.times = { ...FOLLOW_TIMES, ...options.times };
    this.budget = new RequestBudget(MOST_REQUESTS, options.clock, this.stop.signal);
    this.nextSweep = options.clock.now();
  }

  /** Requests that were made. */
  get requests(): number {
    return this.budget.spent;
  }

  seen(what: Seen): void {
    try {
      this.take(what);
    } catch (error) {
      this.options.logger.error({ err: error }, 'a change of a claim could not be taken up for its cause');
    }
  }

  start(): void {
    this.running ??= this.run();
  }

  async close(): Promise<void> {
    this.stop.abort();
    this.wake();
    await this.running;
  }

  private take(what: Seen): void {
    const now = this.options.clock.now();
    if (what.type === 'present') this.present(what.kind, what.claim, now);
    else if (what.type === 'gone') {
      const followed = this.claims.get(keyOf(what.kind, what));
      if (followed?.claim.uid === what.uid) this.forget(followed);
    } else if (what.type === 'listed') {
      for (const followed of this.claims.values()) {
        const { kind, claim } = followed;
        if (what.namespace !== undefined && claim.namespace !== what.namespace) continue;
        const isListed = what.keys.has(`${claim.namespace}/${claim.name}/${claim.uid}`);
        if (!isListed && watchedKey(kind) === watchedKey(what.kind)) this.forget(followed);
      }
    }
  }

  private present(kind: WatchedKind, claim: ClaimSummary, now: number): void {
    const key = keyOf(kind, claim);
    let followed = this.claims.get(key);
    if (followed !== undefined && followed.claim.uid !== claim.uid) {
      this.forget(followed);
      followed = undefined;
    }
    if (followed === undefined) {
      followed = new FollowedClaim(kind, claim, now, this.times);
      this.claims.set(key, followed);
      // The sweep rests while there is no claim.
      if (this.claims.size === 1) this.wake();
    } else {
      const before = followed.dueAt;
      const isRecovered = followed.update(claim, now);
      // With the report that says so, before anything is read again.
      if (isRecovered) this.report(followed, undefined);
      if (followed.dueAt === before) return;
    }
    this.schedule(followed);
  }

  private forget(followed: FollowedClaim): void {
    followed.isGone = true;
    this.claims.delete(keyOf(followed.kind, followed.claim));
  }

  private schedule(followed: FollowedClaim): void {
    if (followed.dueAt === undefined) return;
    this.due.push(followed.dueAt, followed);
    this.wake();
  }

  private async run(): Promise<void> {
    const { clock } = this.options;
    while (!this.stop.signal.aborted) {
      const now = clock.now();
      const followed = this.nextDue(now) ?? this.nextSwept(now);
      if (followed === undefined) {
        await this.rest(now);
        continue;
      }
      try {
        await this.follow(followed);
      } catch (error) {
        followed.walked(clock.now(), true);
        this.schedule(followed);
        this.options.logger.error({ err: error }, 'the cause of a claim could not be looked for');
      }
    }
  }

  private nextDue(now: number): FollowedClaim | undefined {
    for (let next = this.due.peek(); next !== undefined; next = this.due.peek()) {
      const isOutdated = next.item.isGone || next.item.dueAt !== next.at;
      if (!isOutdated && next.at > now) return undefined;
      this.due.pop();
      if (!isOutdated) return next.item;
    }
    return undefined;
  }

  /** The next claim of the slow sweep, which comes by when nothing else is due. */
  private nextSwept(now: number): FollowedClaim | undefined {
    const { sweep } = this.options;
    if (sweep === undefined || this.claims.size === 0 || now < this.nextSweep) return undefined;
    this.nextSweep = now + sweep / this.claims.size;
    let next = this.sweeping.next();
    if (next.done === true) {
      this.sweeping = this.claims.values();
      next = this.sweeping.next();
    }
    const followed = next.value;
    return followed === undefined || followed.dueAt !== undefined ? undefined : followed;
  }

  private async rest(now: number): Promise<void> {
    const { clock, sweep } = this.options;
    const hasSweep = sweep !== undefined && this.claims.size > 0;
    const until = Math.min(this.due.peek()?.at ?? Infinity, hasSweep ? this.nextSweep : Infinity);
    const enough = new AbortController();
    const woken = new Promise<void>((resolve) => (this.wake = resolve));
    const waits = until === Infinity ? [woken] : [woken, clock.wait(Math.max(1, until - now), enough.signal)];
    await Promise.race(waits);
    enough.abort();
  }

  private async follow(followed: FollowedClaim): Promise<void> {
    const { clock, objects, events, logger } = this.options;
    const { claim } = followed;
    const isWanted = (): boolean =>
      !this.stop.signal.aborted && !followed.isGone && followed.isUnhealthy === wasUnhealthy;
    const wasUnhealthy = followed.isUnhealthy;
    const spend = (): Promise<void> => this.budget.spend();
    followed.dueAt = undefined;
    this.figures.walks += 1;
    const walked = await walkClaim(claim, { reader: objects, spend, isWanted });
    const now = clock.now();
    if (walked.type === 'failed') {
      this.figures.failed += 1;
      this.failures += 1;
      if (this.failures === 1)
        logger.warn({ why: walked.why }, 'objects that claims consist of cannot be read');
      // What is not known changes nothing: the cause from before stands.
      const pause = backoff(this.failures, {
        first: 2_000,
        longest: 60_000,
        random: this.options.random ?? Math.random,
      });
      await clock.wait(Math.max(pause, 1_000, walked.retryAfter ?? 0), this.stop.signal);
      followed.dueBy(clock.now());
      this.schedule(followed);
      return;
    }
    this.failures = 0;
    if (walked.type === 'walk' && isWanted()) {
      const { walk } = walked;
      this.figures.forbidden += walk.objects.filter(({ learned }) => learned.type === 'forbidden').length;
      const disagreesSince = this.disagreement(followed, walk, now);
      const context = { isHealthy: !wasUnhealthy && disagreesSince === undefined, disagreesSince, now };
      const cause = await findCause(walk, context, events, spend);
      if (isWanted()) {
        const isSame = this.report(followed, cause);
        followed.walked(clock.now(), isSame);
        this.lookAgainAtDisagreement(followed);
      }
    }
    this.schedule(followed);
  }

  /** @returns since when, where it lasts longer than it may */
  private disagreement(followed: FollowedClaim, walk: Walk, now: number): number | undefined {
    const { disagreement } = this.times;
    const isSettled = now - followed.changedAt >= disagreement;
    if (!isSettled || !disagrees(followed.claim, walk)) {
      followed.disagreesSince = undefined;
      return undefined;
    }
    followed.disagreesSince ??= Math.min(now, sinceOf(walk) ?? now);
    return now - followed.disagreesSince >= disagreement ? followed.disagreesSince : undefined;
  }

  private lookAgainAtDisagreement(followed: FollowedClaim): void {
    const { disagreesSince } = followed;
    const ends = (disagreesSince ?? 0) + this.times.disagreement;
    if (disagreesSince !== undefined && ends > this.options.clock.now()) followed.dueBy(ends);
  }

  /** @returns whether it is what was reported before */
  private report(followed: FollowedClaim, cause: Cause | undefined): boolean {
    const signature = causeSignature(cause);
    if (signature === followed.signature) return true;
    followed.signature = signature;
    if (cause !== undefined) this.figures.found += 1;
    this.options.sink.cause(followed.kind, followed.claim, cause);
    return false;
  }
}

/** When the later of the two conditions became what it is. */
function sinceOf({ objects }: Walk): number | undefined {
  const times = objects.slice(0, 2).map(({ learned }) => {
    const conditions = learned.type === 'object' ? learned.facts.conditions : [];
    return conditions.find(({ type }) => type === 'Ready')?.since;
  });
  return times.includes(undefined) ? undefined : Math.max(...(times as number[]));
}

function keyOf(kind: WatchedKind, { namespace, name }: { namespace: string; name: string }): string {
  return `${watchedKey(kind)}/${namespace}/${name}`;
}
