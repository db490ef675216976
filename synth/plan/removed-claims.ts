import type { JsonObject } from '../../core/claim-model';
import { isJsonObject } from '../../core/json/json-guards';
import type { Change, KeptFile, PlannedFile } from '../../core/plan';
import type { SnapshotIndex } from '../../core/snapshot';
import { categoryOf, inRoot, nameOf } from '../../harvester/paths';
import type { RegistryScan } from '../../harvester/registry/scan-registry';
import { fileName, isClaimFile, isResourceFile } from '../../harvester/claim-files/role-of-file';
import { wholeObject } from './whole-object';
import { furtherIdentities, identitiesOf } from './claim-identity';
import { identityOfValue, type ObjectIdentity } from '../../core/object-identity';
import { deleteOwned } from './deletion-gate';
import { fileOfDocument } from './document-path';
import { folderOf } from '../../harvester/applied/tree-paths';
import { remainingIn, sharedKustomization, usedByOthers } from './folder-companions';
import { isByHand, type LineStates } from './line-states';
import type { OwnedLine, UncountedLine } from './own-lines';
import type { Ownership } from './ownership';
import type { PlanReader } from './plan-reader';

/** A claim that our ledger knows and the program no longer declares. */
export interface RemovedClaim {
  /** `<category>/<name>` as it was declared. */
  readonly construct: string;
  readonly category: string;
  readonly name: string;
  /** The lines that stay while the claim does. */
  readonly lines: readonly OwnedLine[];
  /** The claim as it stands in the target; undefined when its file is gone or no YAML. */
  readonly value?: JsonObject;
  readonly identity?: ObjectIdentity;
  readonly claimPath: string;
  readonly flat: boolean;
  /** Whether another declared claim has its file now. */
  readonly isTaken: boolean;
  /** Whether the registry has an entry of it. */
  readonly registered: boolean;
  /** Files that still stand and may go. */
  readonly deletable: readonly PlannedFile[];
  /** Objects in other claim files of it than {@link claimPath} that would go. */
  readonly otherObjects: readonly ObjectIdentity[];
  /** Files that a person changed; while there are any, the claim stays as a whole. */
  readonly handEdited: readonly string[];
  /** Files of others that the claim's folder is in use for; while there are any, the claim stays as a whole. */
  readonly othersFiles: readonly string[];
  /** The kustomization of its folder, where that lists others too and stays with them; undefined: the folder is the claim's own. */
  readonly partedFrom?: string;
}

/** Around removed claims. */
export interface RemovalFacts {
  readonly ownership: Ownership;
  readonly states: LineStates;
  readonly reader: PlanReader;
  readonly index: SnapshotIndex;
  readonly registry?: RegistryScan;
  readonly root: string;
  readonly overwrite: ReadonlySet<string>;
  readonly scope?: ReadonlySet<string>;
}

/**
 * Finds what was declared before (ledger) and is not any more, with what stands of it.
 *
 * @param uncounted - gets the lines of which the file is none of the claim
 */
export function removedClaims(
  declared: ReadonlySet<string>,
  facts: RemovalFacts,
  uncounted: UncountedLine[],
): RemovedClaim[] {
  const removed: RemovedClaim[] = [];
  for (const [construct, lines] of facts.ownership.constructs) {
    if (declared.has(construct) || facts.scope?.has(construct) === false) continue;
    const related = lines.filter((line) => {
      const state = facts.states.of(line);
      if (state === 'unrelated') uncounted.push(unrelated(line));
      return state !== 'unrelated';
    });
    if (related.length > 0) removed.push(removedClaim(construct, related, facts));
  }
  return removed;
}

/** A line of which the file is none of the claim. */
export function unrelated(line: OwnedLine): UncountedLine {
  const why = isClaimFile(line.path) ? 'holds no manifest' : 'is not known to be a file';
  return { line, why: `${line.path} ${why} of a claim ${line.construct} that was declared here` };
}

function removedClaim(construct: string, lines: readonly OwnedLine[], facts: RemovalFacts): RemovedClaim {
  const { reader, states, root, registry } = facts;
  const category = categoryOf(construct);
  const overwrite = facts.overwrite.has(construct);
  const partedFrom = sharedWith(inRoot(root, construct), lines, facts);
  const own = lines.filter(({ path }) => path !== partedFrom);
  const deletable = own.flatMap((line) => deleteOwned(line, states, { overwrite }) ?? []);
  const goes = new Set(deletable.map(({ path }) => path));
  const claimPath = currentFile(lines, facts, construct);
  // A person may have emptied it.
  const found = reader.value(claimPath);
  const value = isJsonObject(found) ? found : undefined;
  const others = lines.filter(({ path }) => path !== claimPath && isClaimFile(path) && goes.has(path));
  const flat = isWithoutFolder(construct, lines, claimPath, facts);
  return {
    construct,
    category,
    name: nameOf(construct),
    lines: lines.filter((line) => states.of(line) !== 'taken'),
    value,
    identity: identityOfValue(value),
    claimPath,
    flat,
    isTaken: lines.some((line) => line.path === claimPath && states.of(line) === 'taken'),
    registered: registry?.byKey.has(construct) === true,
    deletable,
    otherObjects: others.flatMap(({ path }) => identitiesOf(reader.value(path))),
    handEdited: own
      .filter((line) => !goes.has(line.path) && isByHand(states.of(line)))
      .map((line) => line.path),
    othersFiles:
      goes.size === 0 || partedFrom !== undefined
        ? []
        : othersFiles(inRoot(root, construct), lines, goes, facts),
    ...(partedFrom !== undefined && { partedFrom }),
  };
}

/** Whether a file is all that there is of a claim: it stands outside of the claim's own folder, or the registry names it. */
function isWithoutFolder(
  construct: string,
  lines: readonly OwnedLine[],
  claimPath: string,
  { root, registry }: RemovalFacts,
): boolean {
  const folder = inRoot(root, construct);
  if (!lines.some(({ path }) => folderOf(path) === folder)) return true;
  return registry?.byKey.get(construct)?.fields.get('path') === fileOfDocument(claimPath);
}

/** Which of several claim files is the claim: the one that the registry knows, else one that stands, as we wrote it if possible. */
function currentFile(
  lines: readonly OwnedLine[],
  { states, registry }: RemovalFacts,
  construct: string,
): string {
  const template = registry?.byKey.get(construct)?.fields.get('template');
  const files = lines.filter((line) => isClaimFile(line.path));
  const found =
    files.find((line) => fileName(line.path) === `${template ?? ''}.yaml` && states.of(line) !== 'gone') ??
    files.find((line) => states.of(line) === 'ours') ??
    files.find((line) => states.of(line) !== 'gone') ??
    files[0] ??
    lines[0];
  return found?.path ?? '';
}

/**
 * Files of others that keep a claim's folder as it is: those that its kustomization uses, and, where no claim file of ours is
 * left in it, all of them: then the folder has become theirs.
 */
function othersFiles(
  folder: string,
  lines: readonly OwnedLine[],
  going: ReadonlySet<string>,
  { reader, index }: RemovalFacts,
): string[] {
  const inFolder = lines.filter(({ path }) => folderOf(path) === folder);
  if (inFolder.length === 0) return [];
  const own = new Set(inFolder.map(({ path }) => path));
  const claimFiles = inFolder.filter(({ path }) => isClaimFile(path) && reader.entry(path) !== undefined);
  const goes = (path: string): boolean => going.has(path) || own.has(path);
  if (claimFiles.length === 0) return remainingIn(folder, goes, index);
  const names = claimFiles.map(({ path }) => fileName(path));
  return usedByOthers(folder, names, goes, reader, index);
}

/** The kustomization of a claim's folder that goes on building what others have there. */
function sharedWith(
  folder: string,
  lines: readonly OwnedLine[],
  { reader, index }: RemovalFacts,
): string | undefined {
  const names = lines
    .filter(
      ({ path }) => folderOf(path) === folder && isResourceFile(path) && reader.entry(path) !== undefined,
    )
    .map(({ path }) => fileName(path));
  return names.length === 0 ? undefined : sharedKustomization(folder, names, reader, index);
}

/** Change entry for a claim that goes. */
export function removalChange(claim: RemovedClaim): Change {
  const deletes = [...furtherIdentities(claim.value), ...claim.otherObjects];
  return {
    change: 'removed',
    kind: claim.identity?.kind ?? 'unknown',
    category: claim.category,
    name: claim.name,
    path: claim.claimPath,
    ...(claim.identity && { before: claim.identity }),
    ...(deletes.length > 0 && { deletes }),
    fields: claim.value === undefined ? [] : wholeObject(claim.value, 'before'),
    files: claim.deletable.map(({ path }) => path).sort(),
  };
}

/** Whether a claim that should go has to stay, as a whole. */
export function mustStay({ handEdited, othersFiles: others }: RemovedClaim): boolean {
  return handEdited.length > 0 || others.length > 0;
}

/** Report for a claim that should go but was changed by hand, or shares its folder: it stays as a whole. */
export function keptRemoval(claim: RemovedClaim): KeptFile[] {
  return [
    ...keptFiles(claim, claim.handEdited, 'hand-edited-removal'),
    ...keptFiles(claim, claim.othersFiles, 'used-by-others'),
  ];
}

/** Report for files that stay where they are, though the program asks for them no longer. */
export function keptFiles(
  { category, name }: { readonly category: string; readonly name: string },
  paths: readonly string[],
  reason: KeptFile['reason'],
  source?: KeptFile['source'],
): KeptFile[] {
  return paths.map((path) => ({
    path,
    category,
    name,
    reason,
    ...(source && { source }),
    fields: [],
    programChanged: true,
  }));
}
