import type { PlannedFile } from '../../core/plan';
import type { IndexEntry, ObjectFormat } from '../../core/snapshot';
import { formatLedger, type LedgerLine, ledgerPath } from '../../harvester/ledger';
import { claimLines, lineCount } from './claim-lines';
import { deleteLedger } from './deletion-gate';
import type { DesiredClaim } from './desired-claim';
import { plannedText } from './planned-text';
import type { PlanReader } from './plan-reader';

/** Collects the ledger lines of this project after the plan, by category. */
export class LedgerPlan {
  private readonly lines = new Map<string, LedgerLine[]>();
  private readonly untouched = new Map<string, DesiredClaim[]>();

  add(category: string, line: LedgerLine): void {
    const lines = this.lines.get(category);
    if (lines === undefined) this.lines.set(category, [line]);
    else lines.push(line);
  }

  /** For a claim whose lines stand in the target exactly so: they are spelled out only if another line of the category changes. */
  addUntouched(claim: DesiredClaim): void {
    const { category } = claim.model;
    const claims = this.untouched.get(category);
    if (claims === undefined) this.untouched.set(category, [claim]);
    else claims.push(claim);
  }

  /** Puts lines in place of others, when it is known what becomes of the files that several claims share. */
  translate(line: (line: LedgerLine) => LedgerLine): void {
    for (const [category, lines] of this.lines) this.lines.set(category, lines.map(line));
  }

  /** Object ids of lines about files that hold something else after the plan. */
  idsOfEarlierTexts(objectIdAt: (path: string) => string | undefined): Set<string> {
    const ids = new Set<string>();
    for (const lines of this.lines.values()) {
      for (const { path, objectId } of lines) if (objectIdAt(path) !== objectId) ids.add(objectId);
    }
    return ids;
  }

  /** @param known - our lines in the target by category; a ledger without lines goes */
  plan(
    known: ReadonlyMap<string, number>,
    reader: PlanReader,
    owner: { root: string; project: string },
    format: ObjectFormat,
  ): PlannedFile[] {
    const files: PlannedFile[] = [];
    for (const category of new Set([...this.untouched.keys(), ...this.lines.keys(), ...known.keys()])) {
      const path = ledgerPath(owner.root, owner.project, category);
      const entry = reader.entry(path);
      const untouched = this.untouched.get(category) ?? [];
      const lines = this.lines.get(category) ?? [];
      if (entry !== undefined && lines.length === 0 && lineCount(untouched) === known.get(category)) {
        if (untouched.length > 0) files.push({ path, action: 'unchanged', objectId: entry.objectId });
        else files.push(deleteLedger(path));
        continue;
      }
      const all = [...lines, ...untouched.flatMap(claimLines)];
      if (all.length === 0) files.push(deleteLedger(path));
      else files.push(plannedLedger(path, entry, formatLedger(all), format));
    }
    return files;
  }
}

function plannedLedger(
  path: string,
  entry: IndexEntry | undefined,
  text: string,
  format: ObjectFormat,
): PlannedFile {
  const file = plannedText(path, entry === undefined ? 'create' : 'update', text, format);
  return entry?.objectId === file.objectId ? { path, action: 'unchanged', objectId: file.objectId } : file;
}
