import { backoff } from '../../../core/async/retry';

/** Least time between two requests while nothing works, in milliseconds. */
export const LEAST_PAUSE = 5_000;
const LONGEST_PAUSE = 30_000;
/** After so long without a failure, the next one is the first again. */
const HEALTHY_AFTER = 30_000;
const QUICK = 1_000;

/** How long to wait after a failure: jittered, growing, reset by a healthy period alone, so that a collector that works now and then is not hammered. */
export class SendBackoff {
  private attempts = 0;
  private healthySince: number | undefined;

  /** @param random - from 0 to 1 */
  constructor(private readonly random: () => number) {}

  worked(now: number): void {
    this.healthySince ??= now;
  }

  /** @returns milliseconds to wait */
  failed(now: number, retryAfter = 0): number {
    const { healthySince } = this;
    this.healthySince = undefined;
    if (healthySince !== undefined && now - healthySince >= HEALTHY_AFTER) this.attempts = 0;
    this.attempts += 1;
    if (healthySince !== undefined && this.attempts === 1) {
      // One lost request after a long time of health: most such things are over at once.
      return Math.max(retryAfter, QUICK / 4 + QUICK * this.random());
    }
    const longer = backoff(this.attempts, {
      first: LEAST_PAUSE / 2,
      longest: LONGEST_PAUSE - LEAST_PAUSE,
      random: this.random,
    });
    return Math.max(retryAfter, LEAST_PAUSE + longer);
  }
}
