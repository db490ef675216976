import type { LeadRequest } from './status-store';

interface Term {
  readonly holder: string;
  readonly number: number;
  readonly until: number;
}

/** Who leads, where one process alone has the store open. Of a term only its number has to outlast the process. */
export class OwnTerms {
  private readonly terms = new Map<string, Term>();

  /** Takes over the last term of an earlier process. */
  load(role: string, number: number): void {
    this.terms.set(role, { holder: '', number, until: Number.NEGATIVE_INFINITY });
  }

  /**
   * Terms follow the clock, so that they also grow over the loss of the store, and grow on where the clock was put back.
   *
   * @returns the term; undefined where another holder leads
   */
  lead({ role, holder, lease }: LeadRequest, now: number): number | undefined {
    const before = this.terms.get(role);
    const isOther = before !== undefined && before.holder !== holder;
    if (isOther && before.until > now) return undefined;
    const isKept = before !== undefined && !isOther && before.until > now;
    const number = isKept ? before.number : Math.max((before?.number ?? 0) + 1, now);
    this.terms.set(role, { holder, number, until: now + lease });
    return number;
  }
}
