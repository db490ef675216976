import type { PlannedFile } from '../../core/plan';
import type { Snapshot } from '../../core/snapshot';
import { writtenTextIds, writtenTextPath } from '../../harvester/written-text';
import { deleteWrittenText } from './deletion-gate';

/**
 * What the program said when it was merged into files that people changed. The next merge compares with it: without it, a value
 * that came from the program would pass for one that was written by hand.
 */
export class WrittenTexts {
  private readonly merged = new Map<string, string>();

  constructor(
    private readonly root: string,
    private readonly project: string,
  ) {}

  /** Notes the text of the program that a merge of this plan brings into a person's file. */
  add(objectId: string, text: string): void {
    this.merged.set(objectId, text);
  }

  /**
   * Files for the texts that ledger lines name; those that no line names any more go.
   *
   * @param named - object ids of ledger lines whose file holds something else; asked for when it matters
   */
  plan(snapshot: Snapshot, named: () => ReadonlySet<string>): PlannedFile[] {
    const files: PlannedFile[] = [];
    const standing = writtenTextIds(snapshot, this.root, this.project);
    const ids = standing.length === 0 ? new Set<string>() : named();
    for (const objectId of standing) {
      const path = writtenTextPath(this.root, this.project, objectId);
      if (ids.has(objectId)) files.push({ path, action: 'unchanged', objectId });
      else files.push(deleteWrittenText(path));
    }
    const known = new Set(standing);
    for (const [objectId, content] of this.merged) {
      if (known.has(objectId)) continue;
      const path = writtenTextPath(this.root, this.project, objectId);
      const action = snapshot.index.entries.has(path) ? 'update' : 'create';
      files.push({ path, action, content, objectId });
    }
    return files;
  }
}
