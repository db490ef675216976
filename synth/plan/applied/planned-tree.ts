import type { PlannedFile } from '../../../core/plan';
import type { AppliedSource, TreeEntries } from '../../../harvester/applied/applied-source';
import { PlannedSource } from '../../../harvester/applied/planned-source';
import { TextSource } from '../../../harvester/applied/text-source';
import type { PlanReader } from '../plan-reader';

/** The target as it stands; what is not read yet is noted by the reader. */
export function standingTree(entries: TreeEntries, reader: PlanReader): TextSource {
  return new TextSource(entries, (path) => reader.text(path));
}

/**
 * The target once a plan is merged.
 *
 * @param files - those that the plan creates, updates or deletes
 */
export function plannedTree(standing: AppliedSource, files: readonly PlannedFile[]): PlannedSource {
  const planned = files.map(({ path, content = '', objectId }) => {
    const file = objectId === undefined ? null : { objectId, text: () => content };
    return [path, file] as const;
  });
  return new PlannedSource(standing, new Map(planned));
}
