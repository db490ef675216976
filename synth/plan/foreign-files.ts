import type { Issue } from '../../core/issue';
import { readLedger } from '../../harvester/ledger';
import { ledgerLineJudge } from '../../harvester/ledger-line';

/** Another project that owns something, and the ledger that says so. */
export interface ForeignOwner {
  readonly project: string;
  readonly ledger: string;
}

/** What the ledgers of other projects say. Whatever they name is not ours to remove, even where their lines do not count. */
export class ForeignFiles {
  /** Files and constructs by lines that count. */
  readonly owners = new Map<string, ForeignOwner>();
  /** One warning for each ledger that could be read only in part. */
  readonly warnings: Issue[] = [];
  private readonly named = new Map<string, ForeignOwner>();

  /**
   * Reads the ledger of another project as far as it can be read: what is wrong with it is theirs to fix, and stops nobody
   * else's work.
   */
  add(text: string, root: string, category: string, owner: ForeignOwner): void {
    const { lines, damage } = readLedger(text);
    const judge = ledgerLineJudge(root, category);
    for (const line of lines) {
      this.named.set(line.path, owner);
      if (judge(line) !== undefined) continue;
      this.owners.set(line.path, owner).set(line.construct, owner);
    }
    if (damage === undefined) return;
    this.warnings.push({
      code: 'ledger-unreadable',
      severity: 'warning',
      message: `${owner.ledger}:${damage.line}: ${damage.problem}; the ledger is that of another project, its readable lines are used`,
      hint: `Project '${owner.project}' restores it from Git.`,
    });
  }

  /** The other project of which a ledger names this file, by a line that counts or not. */
  naming(path: string): ForeignOwner | undefined {
    return this.named.get(path);
  }
}
