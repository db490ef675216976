import type { LeadRequest } from './status-store';

interface Term {
  readonly holder: string;
  readonly number: number;
  readonly until: number;
}

/** Who leads, where one process alone has the store open: nobody else can, so that nothing has to be written. */
export class OwnTerms {
  private readonly terms = new Map<string, Term>();

  /**
   * Terms follow the clock as long as it runs forward, so that they grow over a restart.
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
