import type { Logger } from 'pino';
import { backoff } from '../../../core/async/retry';
import { asToolkitError } from '../../../core/errors/system-failure';
import { redactText } from '../../../core/secrets/redact-text';
import { ClaimQueries } from '../snapshot/claim-queries';
import { ClaimSnapshot } from '../snapshot/claim-snapshot';
import type { RegistrySource } from '../source/registry-source';
import type { SyncOutcome, SyncState } from './sync-state';

/** What tells a sync the time. */
export interface SyncTiming {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Waits; ends early when the signal says so. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** What keeps a registry up to date. */
export interface SyncOptions extends SyncTiming {
  readonly source: RegistrySource;
  /** Time between two looks, in milliseconds. */
  readonly interval: number;
  readonly logger: Logger;
  readonly onOutcome?: (outcome: SyncOutcome) => void;
}

/** Part of the interval that is left to chance, so that replicas do not ask at once. */
const JITTER = 0.1;
/** First wait after a failure, in milliseconds. */
const FIRST_WAIT = 2_000;
/** Longest wait while a source does not answer: so many intervals, but not longer than this. */
const MOST_INTERVALS = 4;
const LONGEST_WAIT = 300_000;
/** Least time between two looks, however many webhooks come. */
const LEAST_GAP = 1_000;

/** Reads the registry again and again, and keeps the last good one. */
export class RegistrySync {
  private current: SyncState | undefined;
  private known: string | undefined;
  private askedAt = 0;
  private isWanted = false;
  private wake = new AbortController();
  private retryAfter: number | undefined;
  private readonly end = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: SyncOptions) {}

  /** @returns undefined before the first registry */
  get state(): SyncState | undefined {
    return this.current;
  }

  /**
   * The first look, which has to succeed: nothing is served before.
   *
   * @throws ToolkitError what the source throws, `registry-unreadable`
   */
  async first(): Promise<void> {
    await this.read();
  }

  /** Begins to look again and again. */
  start(): void {
    this.running ??= this.run();
  }

  /** Has a look soon: many at once are one. */
  ask(): void {
    this.isWanted = true;
    this.wake.abort();
  }

  async close(): Promise<void> {
    this.end.abort();
    this.wake.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.end.signal.aborted) {
      await this.pause();
      if (this.isOver()) return;
      await this.attempt();
    }
  }

  /** Read anew each time: it changes while something else is waited for. */
  private isOver(): boolean {
    return this.end.signal.aborted;
  }

  private async pause(): Promise<void> {
    const { now, wait } = this.options;
    if (!this.isWanted) {
      this.wake = new AbortController();
      await wait(this.delay(), this.wake.signal);
    }
    const gap = this.askedAt + LEAST_GAP - now();
    if (this.isWanted && gap > 0) await wait(Math.min(gap, LEAST_GAP), this.end.signal);
    this.isWanted = false;
  }

  private delay(): number {
    const { interval, random } = this.options;
    const failure = this.current?.failure;
    if (failure === undefined) return interval * (1 - JITTER + 2 * JITTER * random());
    const first = Math.min(FIRST_WAIT, interval);
    // What answers, but with something that is wrong, is asked as often as ever.
    const most = failure.isAway ? Math.min(MOST_INTERVALS * interval, LONGEST_WAIT) : interval;
    const longest = Math.max(interval, most);
    // Half of it for sure: the source that failed is left alone for a while.
    const wait = backoff(failure.attempts, { first, longest, random: () => 0.5 + random() / 2 });
    return Math.max(wait, this.retryAfter ?? 0);
  }

  private async attempt(): Promise<void> {
    const { logger, onOutcome, source } = this.options;
    try {
      const outcome = await this.read();
      onOutcome?.(outcome);
      const claims = this.current?.queries.snapshot.items.length;
      if (outcome === 'changed') logger.info({ source: source.display, claims }, 'the registry has changed');
    } catch (error) {
      if (this.isOver()) return;
      this.failed(error);
      onOutcome?.('failed');
    }
  }

  private async read(): Promise<SyncOutcome> {
    const { source, now } = this.options;
    this.askedAt = now();
    const found = await source.read(this.known, this.end.signal);
    const outcome = found === undefined ? 'unchanged' : await this.take(found.text);
    if (found !== undefined) this.known = found.version;
    const queries = this.current?.queries;
    if (queries !== undefined) {
      const syncedAt = now();
      const changedAt = outcome === 'changed' ? syncedAt : (this.current?.changedAt ?? syncedAt);
      if (this.current?.failure !== undefined) this.options.logger.info('the registry can be read again');
      this.current = { queries, syncedAt, changedAt, failure: undefined };
    }
    return outcome;
  }

  private async take(text: string | Buffer): Promise<SyncOutcome> {
    const { source, now } = this.options;
    const snapshot = await ClaimSnapshot.of(text, source.file);
    const before = this.current?.queries.snapshot;
    if (before?.list.tag === snapshot.list.tag) return 'unchanged';
    const time = now();
    this.current = {
      queries: new ClaimQueries(snapshot),
      syncedAt: time,
      changedAt: time,
      failure: undefined,
    };
    return 'changed';
  }

  private failed(thrown: unknown): void {
    const { now, logger } = this.options;
    const { code, kind, message, data } = asToolkitError(thrown);
    const { retryAfter } = data as { retryAfter?: unknown };
    this.retryAfter = typeof retryAfter === 'number' ? retryAfter : undefined;
    const before = this.current?.failure;
    const failure = {
      code,
      isAway: kind === 'unavailable',
      message: redactText(message),
      since: before?.since ?? now(),
      attempts: (before?.attempts ?? 0) + 1,
    };
    if (this.current !== undefined) this.current = { ...this.current, failure };
    logger.warn({ code, attempts: failure.attempts }, `Sync error: ${failure.message}`);
  }
}
