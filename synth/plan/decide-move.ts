import type { KeptFile, PlannedFile } from '../../core/plan';
import { fileName, isClaimFile } from '../../harvester/claim-files/role-of-file';
import { deleteOwned } from './deletion-gate';
import type { DesiredClaim } from './desired-claim';
import { folderOf } from '../../harvester/applied/tree-paths';
import { usedByOthers } from './folder-companions';
import { isByHand } from './line-states';
import type { OwnedLine } from './own-lines';
import { keptFiles, type RemovedClaim } from './removed-claims';
import type { ClaimSurroundings } from './claim-surroundings';

/** What becomes of the place that a claim moves away from. */
export interface OldPlace {
  readonly deleted: readonly PlannedFile[];
  /** Lines of files that stay there. */
  readonly keptLines: readonly OwnedLine[];
  readonly kept: readonly KeptFile[];
  /** Whether the claim cannot move, because files of others in its folder need what would go. */
  readonly isInUse: boolean;
}

/**
 * Decides about the files in the old place of a claim that moves. What was carried over goes, and so does what is ours still;
 * what a person made of an earlier file of the claim stays.
 *
 * @param carriedOver - old paths of files of which the text stands in the new place
 */
export function decideOldPlace(
  claim: DesiredClaim,
  from: RemovedClaim,
  carriedOver: ReadonlySet<string>,
  { states, overwrite, reader, index }: ClaimSurroundings,
): OldPlace {
  const lines = from.lines.filter(({ path }) => path !== from.partedFrom);
  const deletions = lines.map((line) => deleteOwned(line, states, { overwrite, carriedOver }));
  const deleted = deletions.filter((file) => file !== undefined);
  const goes = new Set(deleted.map(({ path }) => path));
  const keptLines = lines.filter((line) => !goes.has(line.path) && isByHand(states.of(line)));
  const names = from.lines
    .filter(({ path }) => isClaimFile(path) && reader.entry(path) !== undefined)
    .map(({ path }) => fileName(path));
  const others =
    from.flat || from.partedFrom !== undefined
      ? []
      : usedByOthers(folderOf(from.claimPath), names, (path) => goes.has(path), reader, index);
  const source = claim.model.source && { ...claim.model.source, construct: claim.model.constructPath };
  return {
    deleted,
    keptLines,
    kept: [
      ...keptFiles(
        claim.model,
        keptLines.map(({ path }) => path),
        'hand-edited-removal',
        source,
      ),
      ...keptFiles(claim.model, others, 'used-by-others', source),
    ],
    isInUse: others.length > 0,
  };
}
