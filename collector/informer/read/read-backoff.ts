import { backoff } from '../../../core/async/retry';

/** Waits after failures, in milliseconds. */
const FIRST = 1_000;
/** While nothing works a server is asked every 5 seconds at most, and every 45 at least. */
const LEAST = 5_000;
const MOST = 30_000;
/** After so long without a failure all is forgotten. */
export const HEALTHY = 10_000;

/** When a reader that failed reads again: soon after the first failure, then ever more seldom, never at the same time as others. */
export class ReadBackoff {
  private failures = 0;

  constructor(private readonly random: () => number) {}

  /** Failures since reading worked last. */
  get count(): number {
    return this.failures;
  }

  /** Reading worked for a while. */
  worked(): void {
    this.failures = 0;
  }

  /**
   * It failed.
   *
   * @param wish - what the server asks for, in milliseconds
   * @param isDear - the next attempt is a whole list, and the last one was made a moment ago
   * @returns how long to wait, in milliseconds
   */
  failed(wish = 0, isDear = false): number {
    this.failures += 1;
    const isFirst = this.failures === 1 && !isDear;
    const own = isFirst ? backoff(1, { first: FIRST, longest: FIRST, random: this.random }) : this.later();
    // Those who were told the same time come a little apart, and never before it.
    return wish > own ? wish + own * 0.1 : own;
  }

  private later(): number {
    const least = Math.min(LEAST * 2 ** Math.max(this.failures - 2, 0), MOST);
    return least * (1 + this.random() / 2);
  }
}
