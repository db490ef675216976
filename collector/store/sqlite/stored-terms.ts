import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { OwnTerms } from '../own-terms';
import type { LeadRequest } from '../status-store';

/** Terms of a database that one process has open: the number of each is written before it is given away, so that none is given twice, whatever the clock says after a restart. */
export class StoredTerms {
  private readonly terms = new OwnTerms();
  private readonly written = new Map<string, number>();

  constructor(
    database: DatabaseSync,
    private readonly put: StatementSync,
  ) {
    for (const row of database.prepare('SELECT role, number FROM terms').all()) {
      const { role, number } = row as { role: string; number: number };
      this.terms.load(role, number);
      this.written.set(role, number);
    }
  }

  /** @returns the term; undefined where another holder leads */
  lead(request: LeadRequest, now: number): number | undefined {
    const number = this.terms.lead(request, now);
    if (number !== undefined && this.written.get(request.role) !== number) {
      this.put.run(request.role, number);
      this.written.set(request.role, number);
    }
    return number;
  }
}
