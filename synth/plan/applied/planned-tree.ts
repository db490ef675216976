import type { PlannedFile } from '../../../core/plan';
import type { IndexEntry } from '../../../core/snapshot';
import type { TreeEntries } from '../../../harvester/applied/applied-source';
import { type TextOf, TextSource } from '../../../harvester/applied/text-source';
import type { PlanReader } from '../plan-reader';

const NEW_FILE = '100644';

/** The paths of the target as they are once a plan is merged. */
export class PlannedEntries implements TreeEntries {
  private readonly planned = new Map<string, IndexEntry | undefined>();

  constructor(
    private readonly standing: ReadonlyMap<string, IndexEntry>,
    files: readonly PlannedFile[],
  ) {
    for (const { path, action, objectId } of files) {
      if (action === 'delete' || objectId === undefined) this.planned.set(path, undefined);
      else this.planned.set(path, { mode: standing.get(path)?.mode ?? NEW_FILE, objectId });
    }
  }

  get(path: string): IndexEntry | undefined {
    return this.planned.has(path) ? this.planned.get(path) : this.standing.get(path);
  }

  *keys(): Iterable<string> {
    for (const path of this.standing.keys()) {
      if (!this.planned.has(path) || this.planned.get(path) !== undefined) yield path;
    }
    for (const [path, entry] of this.planned) {
      if (entry !== undefined && !this.standing.has(path)) yield path;
    }
  }
}

/** The target as it stands; what is not read yet is noted by the reader. */
export function standingTree(standing: ReadonlyMap<string, IndexEntry>, reader: PlanReader): TextSource {
  return new TextSource(standing, (path) => reader.text(path));
}

/**
 * The target once a plan is merged.
 *
 * @param files - those that the plan creates, updates or deletes
 */
export function plannedTree(
  standing: ReadonlyMap<string, IndexEntry>,
  files: readonly PlannedFile[],
  reader: PlanReader,
): TextSource {
  const texts = new Map(files.map(({ path, content }) => [path, content]));
  const textOf: TextOf = (path) => texts.get(path) ?? reader.text(path);
  return new TextSource(new PlannedEntries(standing, files), textOf);
}
