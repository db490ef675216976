import type { PlannedFile } from '../../core/plan';
import type { SnapshotIndex } from '../../core/snapshot';

/**
 * What the program said when it was merged into files that people changed. The next merge compares with it: without it, a value
 * that came from the program would pass for one that was written by hand.
 */
export class WrittenTexts {
  private readonly merged = new Map<string, string>();

  /** @param folder - see `writtenTextFolder` */
  constructor(private readonly folder: string) {}

  /** Notes the text of the program that a merge of this plan brings into a person's file. */
  add(objectId: string, text: string): void {
    this.merged.set(objectId, text);
  }

  /**
   * Files for the texts that ledger lines name; those that no line names any more go.
   *
   * @param named - object ids of ledger lines whose file holds something else; asked for when it matters
   */
  plan({ entries }: SnapshotIndex, named: () => ReadonlySet<string>): PlannedFile[] {
    const files: PlannedFile[] = [];
    let ids: ReadonlySet<string> | undefined;
    for (const [path, { objectId }] of entries) {
      // Another id: whatever stands there is not what we wrote.
      if (!path.startsWith(this.folder) || path.slice(this.folder.length) !== objectId) continue;
      ids ??= named();
      if (ids.has(objectId)) files.push({ path, action: 'unchanged', objectId });
      else files.push({ path, action: 'delete' });
    }
    for (const [objectId, content] of this.merged) {
      const path = this.folder + objectId;
      const standing = entries.get(path);
      if (standing?.objectId === objectId) continue;
      files.push({ path, action: standing === undefined ? 'create' : 'update', content, objectId });
    }
    return files;
  }
}
