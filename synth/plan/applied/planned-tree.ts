import type { PlannedFile } from '../../../core/plan';
import type { AppliedSource, TreeEntries } from '../../../harvester/applied/applied-source';
import { isUnreadable } from '../../../harvester/applied/answer';
import { plainKustomization } from '../../../harvester/applied/kustomization-facts';
import { objectsIn } from '../../../harvester/applied/object-facts';
import { type PlannedFile as FileOfTree, PlannedSource } from '../../../harvester/applied/planned-source';
import { type KnownFacts, TextSource } from '../../../harvester/applied/text-source';
import { documentsOf } from '../../../harvester/claim-file';
import type { DesiredClaim, DesiredFile } from '../desired-claim';
import type { PlanReader } from '../plan-reader';

/** The target as it stands; what is not read yet is noted by the reader. */
export function standingTree(entries: TreeEntries, reader: PlanReader, known: KnownFacts): TextSource {
  return new TextSource(entries, (path) => reader.look(path), known);
}

/**
 * The target once a plan is merged. What a claim's own file says is known without its text: of ten thousand new claims none is read.
 *
 * @param files - those that the plan creates, updates or deletes
 * @param claims - those of which any file may be among them
 */
export function plannedTree(
  standing: AppliedSource,
  files: readonly PlannedFile[],
  claims: readonly DesiredClaim[],
): PlannedSource {
  const planned = new Map<string, FileOfTree | null>();
  for (const { path, content = '', objectId } of files) {
    planned.set(path, objectId === undefined ? null : { objectId, text: () => content });
  }
  for (const claim of claims) {
    // A file that several claims share says more than one of them.
    if (claim.paths.flat) continue;
    for (let at = 0; at < claim.filesByPath.length; at++) {
      const file = claim.filesByPath[at] as DesiredFile;
      const known = planned.get(file.path);
      if (known?.objectId === file.objectId) planned.set(file.path, { ...known, ...factsOf(file) });
    }
  }
  return new PlannedSource(standing, planned);
}

function factsOf(file: DesiredFile): Pick<FileOfTree, 'kustomization' | 'objects' | 'documents'> {
  const { edits } = file.role;
  if (edits === 'list') {
    const { resources } = file.value();
    return { kustomization: plainKustomization(resources as readonly string[]) };
  }
  if (edits !== 'merge') return {};
  const documents = documentsOf(file.value());
  const objects = objectsIn(documents.map((value) => ({ value, line: 1 })));
  return isUnreadable(objects) ? {} : { documents, objects };
}
