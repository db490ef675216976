import type { Logger } from 'pino';

/** Asks a store whether this process leads, as `StatusStore.lead`. */
export type TakeLead = () => Promise<number | undefined>;

/** What keeps a lead. */
export interface LeaderTermOptions {
  readonly take: TakeLead;
  /** How long it leads after an answer, in milliseconds: what the store was asked with. */
  readonly lease: number;
  /** Milliseconds of a clock that only runs forward. */
  readonly now: () => number;
  readonly logger: Logger;
}

/** Part of a lease after which nothing new is begun: the store's clock may run faster, and an answer takes its time. */
const SAFE_PART = 2 / 3;

/** Whether this process may do what one of its kind alone does. */
export class LeaderTerm {
  private held: { readonly term: number; readonly until: number } | undefined;

  constructor(private readonly options: LeaderTermOptions) {}

  /**
   * The term, asked for again: before every piece of work. A store that does not answer takes the lead away when the lease ends, not before.
   *
   * @returns undefined where this process does not lead
   */
  async current(): Promise<number | undefined> {
    const { take, lease, now, logger } = this.options;
    const asked = now();
    const before = this.held?.term;
    try {
      const term = await take();
      this.held = term === undefined ? undefined : { term, until: asked + lease * SAFE_PART };
    } catch (error) {
      logger.warn({ err: error }, 'the store does not say who leads');
    }
    if (this.held !== undefined && this.held.until <= now()) this.held = undefined;
    if (this.held?.term !== before) {
      logger.info({ term: this.held?.term }, this.held ? 'leads' : 'does not lead');
    }
    return this.held?.term;
  }

  /** The term that was asked for last, where it still holds: right before a write. */
  get term(): number | undefined {
    return this.held !== undefined && this.held.until > this.options.now() ? this.held.term : undefined;
  }
}
