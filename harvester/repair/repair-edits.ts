import { mayBeThere } from '../../core/snapshot';
import { formatLedger, type LedgerLine } from '../ledger';
import { uncountedLine } from '../invariants/uncounted-line';
import { SharedFiles } from '../shared-files/shared-files';
import { listedTwice } from '../invariants/check-ledgers';
import type { RepositoryMap } from '../invariants/repository-map';
import { slugOf } from '../tree/repository-view';

/** Collects what a repair does and turns it into texts, one per file. */
export class RepairEdits {
  readonly shared: SharedFiles;
  private readonly deleted = new Set<string>();

  constructor(private readonly map: RepositoryMap) {
    this.shared = new SharedFiles(map.view.root, slugOf(map.view) ?? '');
  }

  deleteFile(path: string): void {
    this.deleted.add(path);
  }

  /** New texts by path; null for files that go. Only files that really change; what could not be read stays as it is. */
  texts(): Map<string, string | null> {
    const texts = new Map<string, string | null>();
    for (const path of this.deleted) texts.set(path, null);
    for (const file of this.shared.files) {
      const standing = this.standing(file.path);
      if (standing === undefined && mayBeThere(this.map.view.index, file.path)) continue;
      const text = file.edited(standing);
      if (text !== undefined && text !== standing) texts.set(file.path, text);
    }
    this.ledgerTexts(texts);
    return texts;
  }

  /** Ledgers lose the lines of files that are gone, and those that do not count; the files of the latter stay. */
  private ledgerTexts(texts: Map<string, string | null>): void {
    const { ledgers, view } = this.map;
    const conflicting = listedTwice(ledgers);
    for (const { path, category, lines } of ledgers) {
      const kept: LedgerLine[] = lines.filter(
        (line) =>
          mayBeThere(view.index, line.path) &&
          !this.deleted.has(line.path) &&
          (uncountedLine(this.map, line, category) === undefined || conflicting.has(line.path)),
      );
      if (kept.length < lines.length) texts.set(path, kept.length === 0 ? null : formatLedger(kept));
    }
  }

  private standing(path: string): string | undefined {
    return this.map.view.index.entries.has(path) ? this.map.view.contents.get(path) : undefined;
  }
}
