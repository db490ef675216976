import type { Logger } from 'pino';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Alerts } from './alerts';

/** What a loop of alerts is made of. */
export interface AlertLoopOptions {
  readonly alerts: Pick<Alerts, 'pass'>;
  readonly logger: Logger;
  /** Ends what is under way. */
  readonly abort: AbortController;
}

/** Milliseconds between two looks at the store. */
const PASS_EVERY = 5_000;
/** A look takes at most this part of the time, however many claims there are. */
const MOST_OF_TIME = 1 / 20;

/** Looks for changes again and again, one pass after the other, beside everything else. */
export class AlertLoop {
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> | undefined;

  constructor(private readonly options: AlertLoopOptions) {}

  /** Begins; until {@link close} nothing ends it. */
  start(pause = PASS_EVERY): void {
    if (this.options.abort.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.underWay = this.passOnce().then((took) => {
        this.start(Math.max(PASS_EVERY, took / MOST_OF_TIME));
      });
    }, pause);
  }

  /** Begins no further pass. What is under way is ended: a change that is not known to be taken is told again. */
  async close(): Promise<void> {
    clearTimeout(this.timer);
    this.options.abort.abort();
    await this.underWay;
    clearTimeout(this.timer);
  }

  /** @returns how long it took, in milliseconds */
  private async passOnce(): Promise<number> {
    const { alerts, logger, abort } = this.options;
    const started = performance.now();
    try {
      await alerts.pass();
    } catch (error) {
      if (!abort.signal.aborted) {
        const reason = ToolkitError.isToolkitError(error) ? error.message : String(error);
        logger.warn({ err: error }, `alerts are not sent: ${reason}`);
      }
    }
    return performance.now() - started;
  }
}
