import type { PlannedFile } from '../../core/plan';
import type { ObjectFormat } from '../../core/snapshot';
import { formatLedger, type LedgerLine, ledgerPath } from '../layout/ledger';
import { plannedText } from './plan-shared-lists';
import type { PlanReader } from './plan-reader';

/** Collects the ledger lines of this project after the plan, by category. */
export class LedgerPlan {
  private readonly lines = new Map<string, LedgerLine[]>();

  add(category: string, line: LedgerLine): void {
    const lines = this.lines.get(category);
    if (lines === undefined) this.lines.set(category, [line]);
    else lines.push(line);
  }

  /** @param known - categories that have a ledger in the target; one without lines goes */
  plan(
    known: ReadonlySet<string>,
    reader: PlanReader,
    owner: { root: string; project: string },
    format: ObjectFormat,
  ): PlannedFile[] {
    const files: PlannedFile[] = [];
    for (const [category, lines] of this.lines) {
      const path = ledgerPath(owner.root, owner.project, category);
      const entry = reader.entry(path);
      const file = plannedText(path, entry === undefined ? 'create' : 'update', formatLedger(lines), format);
      files.push(
        entry?.objectId === file.objectId ? { path, action: 'unchanged', objectId: file.objectId } : file,
      );
    }
    for (const category of known) {
      if (!this.lines.has(category)) {
        files.push({ path: ledgerPath(owner.root, owner.project, category), action: 'delete' });
      }
    }
    return files;
  }
}
