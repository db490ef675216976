import type { Logger } from 'pino';
import { backoff } from '../../../core/async/retry';
import type { ObservedClaim } from '../observed/observed-claim';
import { alertBody } from './alert-body';
import { AlertBook, type Transition } from './alert-book';
import type { AlertOutcome } from './alert-receiver';

/** What alerts are made of. */
export interface AlertsOptions {
  readonly receiver: {
    readonly display: string;
    post(body: string, signal: AbortSignal): Promise<AlertOutcome>;
  };
  /** All claims of all clusters. */
  readonly observe: () => Promise<readonly ObservedClaim[]>;
  /** The term that this process leads in, right now; undefined where it does not. */
  readonly term: () => Promise<number | undefined>;
  readonly notes: {
    note(name: string): Promise<string | undefined>;
    keepNote(name: string, text: string): Promise<void>;
  };
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Told of each post: how many changes were in it, and what became of it. */
  readonly onPost?: (changes: number, does: AlertOutcome['does']) => void;
  /** Told how many changes wait. */
  readonly onPending?: (changes: number) => void;
}

/** Most changes of one post: a cluster that falls silent changes all its claims at once. */
const MOST_CHANGES = 100;
/** Pauses after failures, in milliseconds. */
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 600_000;

/** Tells a receiver of changes, each once it was taken: what it does not take now, a later pass tells. */
export class Alerts {
  private readonly books = new Map<string, AlertBook>();
  private term: number | undefined;
  private failures = 0;
  private notBefore = 0;

  constructor(private readonly options: AlertsOptions) {}

  /**
   * One look at everything, where this process leads.
   *
   * @throws ToolkitError those of the store; what was not told is told by the next pass
   */
  async pass(): Promise<void> {
    const { now, observe, term } = this.options;
    const leads = await term();
    // What another one told meanwhile stands in its notes.
    if (leads !== this.term) this.books.clear();
    this.term = leads;
    if (leads === undefined || now() < this.notBefore) return;
    const waiting: Transition[] = [];
    for (const [cluster, claims] of clustersOf(await observe())) {
      waiting.push(...(await this.changesOf(cluster, claims)));
    }
    this.options.onPending?.(waiting.length);
    if (waiting.length === 0) return;
    try {
      await this.tellAll(waiting, leads);
    } finally {
      // The notes of who leads by now are newer.
      if ((await term()) === leads) {
        for (const cluster of new Set(waiting.map(({ claim }) => claim.cluster))) await this.keep(cluster);
      }
    }
  }

  /** What is to be told of a cluster; kept as being told before it is. */
  private async changesOf(cluster: string, claims: readonly ObservedClaim[]): Promise<readonly Transition[]> {
    const { notes, now } = this.options;
    let book = this.books.get(cluster);
    book ??= AlertBook.of(await notes.note(noteName(cluster)));
    const changes = book.take(claims, now());
    this.books.set(cluster, book);
    await this.keep(cluster);
    return changes;
  }

  private async tellAll(waiting: readonly Transition[], leads: number): Promise<void> {
    let pending = waiting.length;
    for (let at = 0; at < waiting.length; at += MOST_CHANGES) {
      const changes = waiting.slice(at, at + MOST_CHANGES);
      if ((await this.options.term()) !== leads || !(await this.tell(changes))) return;
      this.options.onPending?.((pending -= changes.length));
    }
  }

  /** @returns whether to go on */
  private async tell(changes: readonly Transition[]): Promise<boolean> {
    const { receiver, signal, onPost, logger } = this.options;
    const outcome = await receiver.post(alertBody(changes), signal);
    if (signal.aborted && outcome.does === 'failed') return false;
    onPost?.(changes.length, outcome.does);
    if (outcome.does === 'failed') {
      this.wait(outcome.reason, outcome.retryAfter);
      return false;
    }
    this.failures = 0;
    if (outcome.does === 'refused') {
      const about = { receiver: receiver.display, reason: outcome.reason, changes: changes.length };
      logger.warn(about, 'the receiver of alerts refuses some changes, they are dropped');
    }
    for (const change of changes) this.books.get(change.claim.cluster)?.wereTold([change]);
    return true;
  }

  private async keep(cluster: string): Promise<void> {
    const news = this.books.get(cluster)?.news();
    if (news !== undefined) await this.options.notes.keepNote(noteName(cluster), news);
  }

  private wait(reason: string, retryAfter = 0): void {
    const { now, random, logger, receiver } = this.options;
    this.failures += 1;
    const jittered = backoff(this.failures, { first: FIRST_PAUSE, longest: LONGEST_PAUSE, random });
    const pause = Math.max(retryAfter, FIRST_PAUSE + jittered);
    this.notBefore = now() + pause;
    const about = { receiver: receiver.display, reason, seconds: Math.ceil(pause / 1000) };
    logger.warn(about, 'the receiver of alerts accepts nothing, changes wait');
  }
}

function clustersOf(claims: readonly ObservedClaim[]): ReadonlyMap<string, readonly ObservedClaim[]> {
  const clusters = new Map<string, ObservedClaim[]>();
  for (const claim of claims) {
    const known = clusters.get(claim.cluster);
    if (known === undefined) clusters.set(claim.cluster, [claim]);
    else known.push(claim);
  }
  return clusters;
}

function noteName(cluster: string): string {
  return `alerts/${cluster}`;
}
