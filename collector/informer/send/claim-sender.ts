import type { Logger } from 'pino';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Cause } from '../../../core/status/claim-status';
import type { ClaimSummary } from '../claim-summary';
import type { InformerClock } from '../informer-clock';
import { watchedKey } from '../kind-names';
import type { Seen, SeenSink, WatchedKind } from '../seen';
import { ClaimBox } from './claim-box';
import { type Delivery, SessionLost } from './delivery';
import { openSession } from './open-session';
import { OriginalDelivery } from './original-delivery';
import type { Poster } from './poster';
import { LEAST_PAUSE, SendBackoff } from './send-backoff';
import { newFigures, type SenderFigures } from './sender-figures';
import { SessionDelivery } from './session-delivery';
import type { Spool } from './spool';
import { WakeUp } from './wake-up';

/** How long spooled claims wait for what the cluster says, in milliseconds. */
const SPOOL_HELD = 30_000;
/** Longest time between two questions whether the lease of another informer ended, in milliseconds. */
const LONGEST_STANDBY = 15_000;
/** After an outage of so long it is not known what the collector still knows, in milliseconds. */
const LONG_OUTAGE = 10_000;

/** What a sender needs. */
export interface ClaimSenderOptions {
  readonly poster: Poster;
  readonly clock: InformerClock;
  readonly logger: Logger;
  readonly cluster: string;
  /** Name of the process, for people. */
  readonly informer: string;
  /** Namespaces that are watched; none: all. */
  readonly namespaces?: readonly string[];
  readonly spool?: Spool;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/** What a sender does at the moment. */
export type SenderState = 'asking' | 'session' | 'original' | 'standby' | 'outage';

/**
 * Tells the collector how claims are: the latest state of each, until it was taken. It finds out which collector it is: ours gets sessions, batches, tombstones and digests, the original single
 * reports in its own format. One request is under way at a time, and what changes meanwhile goes into the next one.
 */
export class ClaimSender implements SeenSink {
  readonly figures: SenderFigures = newFigures();
  private readonly box: ClaimBox;
  private readonly backoff: SendBackoff;
  private readonly news = new WakeUp();
  private readonly stop = new AbortController();
  private delivery: Delivery | undefined;
  private current: SenderState = 'asking';
  private running: Promise<void> | undefined;
  private isDraining = false;
  private standsBy = false;
  private epoch: number | undefined;
  /** Since the last failure the collector had sessions. */
  private isOurs = false;
  private lostAt = Number.NEGATIVE_INFINITY;
  private outage: { readonly since: number; isRefused: boolean } | undefined;

  constructor(private readonly options: ClaimSenderOptions) {
    this.box = new ClaimBox(options.namespaces);
    this.backoff = new SendBackoff(options.random ?? Math.random);
  }

  /** Claims that wait to be reported. */
  get pending(): number {
    return this.box.pending;
  }

  /** Known claims. */
  get known(): number {
    return this.box.size;
  }

  get state(): SenderState {
    return this.outage === undefined ? this.current : 'outage';
  }

  /** Since when the collector does not answer, in milliseconds since 1970; undefined while it does. */
  get outageSince(): number | undefined {
    return this.outage?.since;
  }

  seen(what: Seen): void {
    try {
      if (this.box.take(what)) this.news.wake();
    } catch (error) {
      this.options.logger.error({ err: error }, 'a change of a claim could not be queued');
    }
  }

  /** What was found behind a claim; undefined where nothing fails any more. */
  cause(
    kind: WatchedKind,
    claim: Pick<ClaimSummary, 'namespace' | 'name' | 'uid'>,
    cause: Cause | undefined,
  ): void {
    if (this.box.setCause(kind, claim, cause)) this.news.wake();
  }

  start(): void {
    this.running ??= this.run();
  }

  /**
   * Sends what waits, as long as the collector answers, and ends. What is left goes into the spool.
   *
   * @param budget - milliseconds
   */
  async close(budget: number): Promise<void> {
    const { clock, poster } = this.options;
    this.isDraining = true;
    this.news.wake();
    const late = new AbortController();
    const mayDrain = this.state !== 'outage' && this.state !== 'standby';
    if (mayDrain) await Promise.race([this.running, clock.wait(budget, late.signal)]);
    this.stop.abort();
    late.abort();
    this.news.wake();
    await this.running;
    if (this.box.pending > 0) await this.spool();
    poster.close();
  }

  private async run(): Promise<void> {
    await this.restore();
    while (!this.stop.signal.aborted) {
      const hasWork =
        this.delivery === undefined
          ? this.box.kinds.length > 0
          : this.delivery.hasWork(this.options.clock.now());
      if (this.isDraining && (!hasWork || this.outage !== undefined)) return;
      if (!hasWork) {
        await this.idle();
        continue;
      }
      try {
        await (this.delivery === undefined ? this.open() : this.delivery.step());
        await this.worked();
      } catch (error) {
        await this.failed(error);
      }
    }
  }

  /** Waits for news, or until there is something to do without. */
  private async idle(): Promise<void> {
    const { clock } = this.options;
    const dueAt = this.delivery?.dueAt();
    const enough = new AbortController();
    const waits: Promise<void>[] = [this.news.next()];
    if (dueAt !== undefined) waits.push(clock.wait(Math.max(1, dueAt - clock.now()), enough.signal));
    await Promise.race(waits);
    enough.abort();
  }

  private async open(): Promise<void> {
    const { poster, cluster, informer, clock, logger } = this.options;
    const kinds = this.box.kinds.map(({ kind }) => kind);
    const answer = await openSession(poster, {
      cluster,
      informer,
      kinds,
      standby: this.standsBy,
      epoch: this.epoch,
      isOurs: this.isOurs,
    });
    this.isOurs = answer.collector !== 'original';
    const common = { poster, box: this.box, cluster, figures: this.figures, now: () => clock.now() };
    if (answer.collector === 'held') {
      if (this.current !== 'standby') {
        logger.info({ heldBy: answer.heldBy }, 'another informer reports, this one is on standby');
      }
      this.current = 'standby';
      const left = answer.expiresAt - clock.now();
      await clock.wait(Math.min(Math.max(left, LEAST_PAUSE), LONGEST_STANDBY), this.stop.signal);
      return;
    }
    if (answer.collector === 'original') {
      if (this.current !== 'original') {
        logger.info('the collector accepts single reports only, as the original does');
      }
      this.current = 'original';
      this.delivery = new OriginalDelivery(common);
      return;
    }
    logger.info({ epoch: answer.epoch, kinds: kinds.length }, 'session opened');
    this.current = 'session';
    this.epoch = answer.epoch;
    // The first session of a process takes over from the process before it; later ones only where nobody reports.
    this.standsBy = true;
    this.figures.sessions += 1;
    this.box.resyncAll();
    this.delivery = new SessionDelivery({
      ...common,
      epoch: answer.epoch,
      kinds: new Set(kinds.map(watchedKey)),
    });
  }

  private async worked(): Promise<void> {
    const { clock, logger, spool } = this.options;
    const now = clock.now();
    this.backoff.worked(now);
    this.figures.lastSuccess = now;
    if (this.outage !== undefined) {
      const { since, isRefused } = this.outage;
      this.outage = undefined;
      logger.info({ seconds: Math.round((now - since) / 1_000) }, 'the collector answers again');
      if (now - since >= LONG_OUTAGE || isRefused) this.afterOutage(isRefused);
    }
    if (this.box.pending === 0) await spool?.clear();
  }

  /** The collector may be another process by now. The original keeps nothing over a restart; ours is asked what it knows. */
  private afterOutage(isRefused: boolean): void {
    if (this.current === 'session') this.box.resyncAll();
    if (this.current !== 'original') return;
    if (isRefused) this.box.tellAll();
    this.delivery = undefined;
  }

  private async failed(error: unknown): Promise<void> {
    const { clock, logger } = this.options;
    const now = clock.now();
    if (error instanceof SessionLost) {
      this.delivery = undefined;
      this.standsBy = !error.isOwn;
      if (!error.isOwn) this.isOurs = false;
      if (now - this.lostAt < LEAST_PAUSE) await clock.wait(LEAST_PAUSE, this.stop.signal);
      this.lostAt = now;
      return;
    }
    this.figures.failures += 1;
    this.isOurs = false;
    const data = ToolkitError.isToolkitError(error) ? error.data : {};
    const isRefused = data['isRefused'] === true;
    if (this.outage === undefined) {
      logger.warn({ err: error }, 'the collector does not accept reports, they wait');
      this.outage = { since: now, isRefused };
    } else if (isRefused) this.outage.isRefused = true;
    await this.spool();
    const retryAfter = typeof data['retryAfter'] === 'number' ? data['retryAfter'] : undefined;
    await clock.wait(this.backoff.failed(now, retryAfter), this.stop.signal);
  }

  private async restore(): Promise<void> {
    const { spool, clock, logger } = this.options;
    const claims = (await spool?.load()) ?? [];
    if (claims.length === 0) return;
    logger.info({ claims: claims.length }, 'reports from before the restart wait');
    const heldUntil = clock.now() + SPOOL_HELD;
    for (const claim of claims) this.box.restore({ ...claim, heldUntil });
  }

  private async spool(): Promise<void> {
    const { spool } = this.options;
    this.figures.spoolDropped += (await spool?.keep(this.box.due(Number.POSITIVE_INFINITY))) ?? 0;
  }
}
