/** How often a forge is written to at most. */
export interface BudgetRules {
  /** Writes in {@link window}. */
  readonly writes: number;
  /** Milliseconds. */
  readonly window: number;
}

/**
 * GitHub counts 500 requests an hour that make content (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api); a run makes up to four, and other services have the same token.
 */
export const WRITE_BUDGET: BudgetRules = { writes: 60, window: 3_600_000 };

/** Counts what was written, so that changes wait for the next window in place of failing. */
export class WriteBudget {
  private times: number[] = [];

  constructor(
    private readonly rules: BudgetRules,
    private readonly now: () => number,
  ) {}

  /** Milliseconds until something may be written; 0: now. */
  wait(): number {
    const { writes, window } = this.rules;
    const now = this.now();
    this.times = this.times.filter((time) => now - time < window);
    const oldest = this.times[this.times.length - writes];
    return oldest === undefined ? 0 : oldest + window - now;
  }

  /** Notes that something was written. */
  spend(): void {
    this.times.push(this.now());
  }
}
