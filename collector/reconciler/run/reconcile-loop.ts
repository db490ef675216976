import type { Logger } from 'pino';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { LeaderTerm } from '../../service/leader-term';
import type { ReconcileResult } from './reconcile';
import type { WriteBudget } from './write-budget';

/** What a loop runs. */
export interface LoopOptions {
  readonly run: (term: number, signal: AbortSignal) => Promise<ReconcileResult>;
  readonly lead: LeaderTerm;
  /** Milliseconds after which the lead is asked for again between runs; undefined: only runs do. */
  readonly renewEvery?: number;
  readonly budget: WriteBudget;
  /** Milliseconds between two runs. */
  readonly interval: number;
  readonly logger: Logger;
  /** Milliseconds that a run may take. */
  readonly limit?: number;
  /** Milliseconds after which a run under way is trouble. */
  readonly slow?: number;
  /** Told of every end of a run. */
  readonly onEnd?: (result: ReconcileResult | undefined) => void;
}

/** A run that takes longer hangs: the original's would for ever (collector-and-registry.md §4.1, D14). */
const RUN_WITHIN = 300_000;

/** Runs take seconds. One that waits for a forge that does not answer is told before it is ended. */
const SLOW = 45_000;

/** How runs went lately. */
export interface LoopHealth {
  /** Runs that failed since the last one that did not. */
  readonly failures: number;
  /** What the last one failed with. */
  readonly reason?: string;
}

/** Runs a reconciler again and again, one run after the other, until it is ended. */
export class ReconcileLoop {
  private timer: NodeJS.Timeout | undefined;
  private renewal: NodeJS.Timeout | undefined;
  private underWay: Promise<void> | undefined;
  private readonly abort = new AbortController();
  private state: LoopHealth = { failures: 0 };
  /** When the run under way began, by a clock that only runs forward. */
  private since: number | undefined;

  constructor(private readonly options: LoopOptions) {}

  /** The first run is one interval after this, as the original's. */
  start(): void {
    const { interval, lead, renewEvery } = this.options;
    if (this.abort.signal.aborted) return;
    if (renewEvery !== undefined && this.renewal === undefined) {
      this.renewal = setInterval(() => void lead.current(), renewEvery);
    }
    this.timer = setTimeout(() => {
      this.underWay = this.runOnce().finally(() => {
        this.start();
      });
    }, interval);
  }

  get health(): LoopHealth {
    return this.state;
  }

  /** Why statuses do not reach the registry, where that lasts. */
  get trouble(): string | undefined {
    const { failures, reason } = this.state;
    const time = this.since === undefined ? 0 : performance.now() - this.since;
    if (time >= (this.options.slow ?? SLOW)) {
      return `the registry is not written: a run takes longer than ${Math.floor(time / 1000)} s`;
    }
    return failures < LASTING ? undefined : `the registry is not written: ${reason ?? 'no reason is known'}`;
  }

  /** One run, where this process leads and the forge may be written to. Never rejects. */
  async runOnce(): Promise<void> {
    const { lead, budget, logger, run, limit = RUN_WITHIN, onEnd } = this.options;
    const wait = budget.wait();
    if (wait > 0) {
      logger.warn({ seconds: Math.ceil(wait / 1000) }, 'the budget of writes is spent, changes wait');
      return;
    }
    const term = await lead.current();
    if (term === undefined) {
      // Another process writes, or tells why it cannot.
      this.state = { failures: 0 };
      return;
    }
    this.since = performance.now();
    try {
      const result = await run(term, AbortSignal.any([this.abort.signal, AbortSignal.timeout(limit)]));
      if (result.writes > 0) budget.spend();
      this.state = { failures: 0 };
      tell(logger, result);
      onEnd?.(result);
    } catch (error) {
      if (this.abort.signal.aborted) return;
      const reason = ToolkitError.isToolkitError(error) ? error.message : String(error);
      this.state = { failures: this.state.failures + 1, reason };
      logger.error({ err: error }, `reconcile error: ${reason}`);
      onEnd?.(undefined);
    } finally {
      this.since = undefined;
    }
  }

  /**
   * Begins no further run, and waits for the one under way.
   *
   * @param grace - milliseconds after which that is ended, too
   */
  async close(grace: number): Promise<void> {
    clearTimeout(this.timer);
    clearInterval(this.renewal);
    const late = setTimeout(() => {
      this.abort.abort();
    }, grace);
    await this.underWay;
    clearTimeout(late);
    this.abort.abort();
    clearTimeout(this.timer);
  }
}

function tell(logger: Logger, { action, url, plan, writes }: ReconcileResult): void {
  const { changes, matches } = plan;
  const counts = {
    changes: changes.length,
    ambiguous: matches.ambiguous.length,
    unmatched: matches.unmatched.length,
  };
  if (writes > 0) logger.info({ action, url, ...counts }, `change request ${action}`);
  else logger.debug({ action, ...counts }, 'nothing to write');
  for (const { key, line, why } of matches.ambiguous.slice(0, MOST_TOLD)) {
    logger.warn({ entry: key, line, why }, 'a registry entry is ambiguous, its status is not written');
  }
}

const MOST_TOLD = 20;
/** Failures one after the other that are told to who looks at the health: one may be a moment of the forge. */
const LASTING = 2;
