import type { InformerClock } from '../informer-clock';

/** Somewhat more than a second: what leaves evenly may arrive closer together. */
const WINDOW = 1_100;

/** Requests a second, counted in a window that slides: in no second there are more, not even after a long rest. */
export class RequestBudget {
  /** Requests that were allowed. */
  spent = 0;
  private readonly times: number[] = [];
  private last: Promise<void> = Promise.resolve();

  /** @param most - requests in a second */
  constructor(
    private readonly most: number,
    private readonly clock: InformerClock,
    private readonly signal: AbortSignal,
  ) {}

  /** Resolves when the next request may be made, in the order of the calls. */
  spend(): Promise<void> {
    this.last = this.last.then(() => this.turn());
    return this.last;
  }

  private async turn(): Promise<void> {
    const oldest = this.times.length < this.most ? undefined : this.times.shift();
    if (oldest !== undefined) {
      const left = oldest + WINDOW - this.clock.now();
      if (left > 0) await this.clock.wait(left, this.signal);
    }
    this.times.push(this.clock.now());
    this.spent += 1;
  }
}
