import type { KeptFile, PlannedFile } from '../../core/plan';
import { fileName, isClaimFile, isResourceFile, roleOfFile } from '../../harvester/claim-files/role-of-file';
import { deleteOwned } from './deletion-gate';
import type { DesiredClaim } from './desired-claim';
import { folderOf } from '../../harvester/applied/tree-paths';
import { usedByOthers } from './folder-companions';
import { isByHand } from './line-states';
import type { OwnedLine, UncountedLine } from './own-lines';
import { keptFiles, unrelated } from './removed-claims';
import type { ClaimSurroundings } from './claim-surroundings';

/** Files of a claim's earlier shape: another template, another file, a folder where a file is now. */
export interface StaleFiles {
  /** Lines that count, of files that stand. */
  readonly lines: readonly OwnedLine[];
  readonly deleted: readonly PlannedFile[];
  /** Lines of files that stay. */
  readonly keptLines: readonly OwnedLine[];
  readonly kept: readonly KeptFile[];
  readonly uncounted: readonly UncountedLine[];
  /** Names of files that the kustomization must no longer list. */
  readonly resources: readonly string[];
  /** Whether the claim cannot leave its folder, because of what people have there. */
  readonly isHeld: boolean;
  /** Whether the claim's folder goes, because the claim is a flat file now. */
  readonly leavesFolder: boolean;
}

/** Decides about the files of a declared claim that the program has no more. */
export function decideStale(claim: DesiredClaim, around: ClaimSurroundings): StaleFiles {
  const { states, overwrite } = around;
  const wanted = new Set(claim.files.map((file) => file.path));
  const uncounted: UncountedLine[] = [];
  const lines: OwnedLine[] = [];
  const unwritten: OwnedLine[] = [];
  for (const line of around.lines) {
    if (wanted.has(line.path)) continue;
    if (!claim.paths.flat && isSwitchedOff(line, around)) {
      unwritten.push(line);
      continue;
    }
    const state = states.of(line);
    if (state === 'unrelated') uncounted.push(unrelated(line));
    else if (state === 'ours' || isByHand(state)) lines.push(line);
  }
  const deletions = lines.map((line) => deleteOwned(line, states, { overwrite }));
  const keptLines = lines.filter((_line, index) => deletions[index] === undefined);
  const others = claim.paths.flat ? othersInFolder(lines, around) : [];
  const deleted = deletions.filter((file) => file !== undefined);
  const place = claim.model.source && { ...claim.model.source, construct: claim.model.constructPath };
  const edited = keptLines.map(({ path }) => path);
  return {
    lines,
    deleted,
    keptLines: [...keptLines, ...unwritten],
    kept: [
      ...keptFiles(claim.model, edited, 'hand-edited-removal', place),
      ...keptFiles(claim.model, others, 'used-by-others', place),
    ],
    uncounted,
    resources: lines.filter((line) => isResourceFile(line.path)).map((line) => fileName(line.path)),
    // A kustomization and what it lists go together, or not at all; and what a person keeps outside of a folder is the claim still.
    isHeld:
      keptLines.some((line) => isClaimFile(line.path) && !isInFolder(line)) ||
      (claim.paths.flat && (others.length > 0 || keptLines.some(isInFolder))),
    leavesFolder: claim.paths.flat && deleted.some(({ path }) => roleOfFile(path).edits === 'list'),
  };
}

/** A file of a kind that is not written in this target any more: it stays as it is, and goes with its claim. */
function isSwitchedOff(line: OwnedLine, { artifacts, reader }: ClaimSurroundings): boolean {
  const { artifact } = roleOfFile(line.path);
  return (
    artifact !== undefined &&
    !artifacts[artifact] &&
    isInFolder(line) &&
    reader.entry(line.path) !== undefined
  );
}

function othersInFolder(lines: readonly OwnedLine[], { reader, index }: ClaimSurroundings): string[] {
  const inFolder = lines.filter(isInFolder);
  const [first] = inFolder;
  if (first === undefined) return [];
  const own = new Set(inFolder.map(({ path }) => path));
  const names = inFolder.filter(({ path }) => isClaimFile(path)).map(({ path }) => fileName(path));
  return usedByOthers(folderOf(first.path), names, (path) => own.has(path), reader, index);
}

function isInFolder({ path, construct }: OwnedLine): boolean {
  return path.includes(`/${construct}/`);
}
