import type { Logger } from 'pino';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { LeaderTerm } from '../../service/leader-term';
import type { ReconcileResult } from './reconcile';
import type { WriteBudget } from './write-budget';

/** What a loop runs. */
export interface LoopOptions {
  readonly run: (term: number, signal: AbortSignal) => Promise<ReconcileResult>;
  readonly lead: LeaderTerm;
  readonly budget: WriteBudget;
  /** Milliseconds between two runs. */
  readonly interval: number;
  readonly logger: Logger;
  /** Milliseconds that a run may take. */
  readonly limit?: number;
  /** Told of every end of a run. */
  readonly onEnd?: (result: ReconcileResult | undefined) => void;
}

/** A run that takes longer hangs: the original's would for ever (collector-and-registry.md §4.1, D14). */
const RUN_WITHIN = 300_000;

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
  private underWay: Promise<void> | undefined;
  private readonly abort = new AbortController();
  private state: LoopHealth = { failures: 0 };

  constructor(private readonly options: LoopOptions) {}

  /** The first run is one interval after this, as the original's. */
  start(): void {
    if (this.abort.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.underWay = this.runOnce().finally(() => {
        this.start();
      });
    }, this.options.interval);
  }

  get health(): LoopHealth {
    return this.state;
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
    if (term === undefined) return;
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
    }
  }

  /**
   * Begins no further run, and waits for the one under way.
   *
   * @param grace - milliseconds after which that is ended, too
   */
  async close(grace: number): Promise<void> {
    clearTimeout(this.timer);
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
