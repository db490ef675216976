import type { ClaimObject, JsonObject } from '../../core/claim-model';
import type { Change, FieldChange, KeptFile, PlannedFile } from '../../core/plan';
import { fieldChanges } from '../diff/field-changes';
import { fileName, isClaimFile, isResourceFile } from '../../harvester/claim-files/role-of-file';
import { wholeObject } from './whole-object';
import { identityOf, identityOfValue, isOtherObject, type ObjectIdentity } from '../../core/object-identity';
import { furtherIdentities, identitiesOf } from './claim-identity';
import type { DesiredClaim, DesiredFile } from './desired-claim';
import type { OwnedLine, UncountedLine } from './own-lines';
import type { RemovedClaim } from './removed-claims';
import { type FileOutcome, decideFile } from './decide-file';
import type { StandingFile } from './standing-file';
import type { ClaimSurroundings } from './claim-surroundings';
import { decideOldPlace } from './decide-move';
import { decideStale } from './decide-stale';

/** What becomes of one declared claim. */
export interface ClaimOutcome {
  readonly claim: DesiredClaim;
  readonly files: readonly FileOutcome[];
  /** Files of an earlier shape or place of the claim that go. */
  readonly deleted: readonly PlannedFile[];
  readonly kept: readonly KeptFile[];
  /** Ledger lines that stay although no planned file stands for them: a person's version of an old file. */
  readonly keptLines: readonly OwnedLine[];
  /** Ledger lines that do not count, by what stands in their files. */
  readonly uncounted: readonly UncountedLine[];
  /** Undefined when no own file changes. */
  readonly change?: Change;
  /** What the claim file says in the target, where there is a change and a file. */
  readonly before?: JsonObject;
  readonly isNew: boolean;
  readonly movedFrom?: RemovedClaim;
  /** A move, out of a folder at least, that a hand-edited file or a file of others forbids: everything about it stays. */
  readonly isBlocked: boolean;
  /** The ledger lines that stay then. */
  readonly standingLines: readonly OwnedLine[];
  /** Whether the claim's folder goes, because the claim is a flat file now. */
  readonly leavesFolder: boolean;
}

/** Decides about all files of one declared claim and says in one {@link Change} what happens. */
export function decideClaim(claim: DesiredClaim, around: ClaimSurroundings): ClaimOutcome {
  const { reader, overwrite, mergeEdits, movedFrom } = around;
  const claimFile = claim.files[0] as DesiredFile;
  const stale = decideStale(claim, around);
  const staleClaim = stale.lines.find((line) => isClaimFile(line.path));
  const isNew =
    reader.entry(claimFile.path) === undefined && staleClaim === undefined && movedFrom === undefined;
  const staleResources = [...stale.resources, ...(movedFrom === undefined ? [] : oldNames(movedFrom, claim))];
  const standing = claim.files.map((file) =>
    movedFrom === undefined ? reader.standing(file.path, file.objectId) : movedFile(file, around),
  );
  const files = claim.files.map((file, index) =>
    decideFile(file, standing[index], {
      overwrite,
      mergeEdits,
      earlier: (objectId) => reader.earlier(objectId),
      staleResources,
    }),
  );
  const carriedOver = new Set(
    files.flatMap((file, index) => (file.kept === undefined ? (standing[index]?.path ?? []) : [])),
  );
  const old = movedFrom && decideOldPlace(claim, movedFrom, carriedOver, around);
  const place = claim.model.source && { ...claim.model.source, construct: claim.model.constructPath };
  const { category, name } = claim.model;
  const kept: KeptFile[] = [];
  for (const { planned, kept: reason, fields, merge, programChanged = false } of files) {
    if (reason !== undefined) {
      const offer = merge === undefined ? {} : { merge };
      // A move that does not take place is a difference whatever the file says.
      const changed = movedFrom !== undefined || programChanged;
      const about = { path: planned.path, category, name, reason, source: place };
      kept.push({ ...about, fields, programChanged: changed, ...offer });
    }
  }
  // A file is told once, with what differs in it where that is known.
  for (const row of [...stale.kept, ...(old?.kept ?? [])]) {
    if (!kept.some(({ path }) => path === row.path)) kept.push(row);
  }
  const ignored = new Set(stale.uncounted.map(({ line }) => line));
  const deleted = [...stale.deleted, ...(old?.deleted ?? [])];
  return {
    claim,
    files,
    deleted,
    kept,
    keptLines: [...stale.keptLines, ...(old?.keptLines ?? [])],
    uncounted: stale.uncounted,
    ...describe(claim, around, files, deleted, { isNew, staleClaim }),
    isNew,
    movedFrom,
    isBlocked:
      stale.isHeld ||
      (old !== undefined && (old.isInUse || files.some((file) => file.kept !== undefined))) ||
      lacksSuccessor() ||
      leavesBehind([...stale.keptLines, ...(old?.keptLines ?? [])]) ||
      isOfOthers(),
    standingLines: [...(movedFrom?.lines ?? []), ...around.lines.filter((line) => !ignored.has(line))],
    leavesFolder: stale.leavesFolder,
  };

  /** A person's version of a file that is listed no more holds other objects than the claim: they would go with it. */
  function leavesBehind(lines: readonly OwnedLine[]): boolean {
    const value = files[0]?.merged ?? claimFile.value();
    const own = [identityOf(value as unknown as ClaimObject), ...furtherIdentities(value)];
    return lines
      .filter(({ path }) => isResourceFile(path))
      .flatMap(({ path }) => identitiesOf(reader.value(path)))
      .some((object) => own.every((other) => isOtherObject(object, other)));
  }

  /** Somebody's other object stands where a claim would that this project never wrote: what is written beside it would give that to the cluster. */
  function isOfOthers(): boolean {
    const isKnown = movedFrom !== undefined || around.lines.length > 0;
    if (isKnown || files[0]?.kept === undefined) return false;
    const before = identityOfValue(standing[0]?.value);
    return (
      before === undefined || isOtherObject(before, identityOf(claimFile.value() as unknown as ClaimObject))
    );
  }

  /** What takes the place of a file that goes, or lists it, stays as a person made it: then the object would go, or the folder build no more. */
  function lacksSuccessor(): boolean {
    const stays = files.some(({ kept: why }, at) => {
      const { role, path } = claim.files[at] as DesiredFile;
      return why !== undefined && (role.edits === 'list' || isResourceFile(path));
    });
    return stays && stale.lines.some(({ path }) => isResourceFile(path));
  }
}

/** Files of the old place that the kustomization, once it is moved, must not list. */
function oldNames(from: RemovedClaim, claim: DesiredClaim): string[] {
  const wanted = new Set(claim.files.map((file) => fileName(file.path)));
  return from.lines
    .filter((line) => isResourceFile(line.path))
    .map((line) => fileName(line.path))
    .filter((name) => !wanted.has(name));
}

function movedFile(file: DesiredFile, { reader, movedFrom }: ClaimSurroundings): StandingFile | undefined {
  const { fileName: companion, namesPlace } = file.role;
  const line = movedFrom?.lines.find(({ path }) =>
    companion === undefined ? path === movedFrom.claimPath : fileName(path) === companion,
  );
  // What stays with others is none of the claim's.
  if (movedFrom === undefined || line === undefined || line.path === movedFrom.partedFrom) return undefined;
  const standing = reader.standing(line.path, file.objectId);
  if (standing === undefined || namesPlace !== true) return standing;
  // A file that names its place always differs once it is moved; it is ours if it says what we wrote for the old one.
  const { category, name, claimPath } = movedFrom;
  const template = fileName(claimPath).replace(/\.ya?ml$/, '');
  const untouched =
    fieldChanges(file.value({ category, name, template }), (standing.value ?? {}) as JsonObject).length === 0;
  if (!untouched) return standing;
  const { objectId, ledgerId } = standing;
  return { ...standing, ledgerId: objectId, ...(ledgerId !== objectId && { writtenId: ledgerId }) };
}

function describe(
  claim: DesiredClaim,
  { reader, movedFrom, lines }: ClaimSurroundings,
  files: readonly FileOutcome[],
  deleted: readonly PlannedFile[],
  { isNew, staleClaim }: { isNew: boolean; staleClaim: OwnedLine | undefined },
): Pick<ClaimOutcome, 'change' | 'before'> {
  const touched = [...files.map((file) => file.planned), ...deleted].filter(
    (file) => file.action !== 'unchanged',
  );
  if (touched.length === 0) return {};
  const claimOutcome = files[0] as FileOutcome;
  const claimFile = claim.files[0] as DesiredFile;
  const value = claimOutcome.merged ?? claimFile.value();
  const after = identityOf(value as unknown as ClaimObject);
  const beforeValue = standingClaim();
  const before = identityOfValue(beforeValue);
  const remaining = [after, ...furtherIdentities(value)];
  const deletes = [
    ...(claimOutcome.kept === undefined ? furtherIdentities(beforeValue) : []),
    ...otherObjects(),
  ].filter((object) => remaining.every((other) => isOtherObject(object, other)));
  const rewrites = files.flatMap(({ rewrite }) => rewrite ?? []);
  const change: Change = {
    change: word(),
    kind: after.kind,
    category: claim.model.category,
    name: claim.model.name,
    path: claimFile.path,
    ...(movedFrom !== undefined && { from: movedFrom.construct }),
    ...(before !== undefined && { before }),
    after,
    ...(deletes.length > 0 && { deletes }),
    ...(claim.model.source && { source: { ...claim.model.source, construct: claim.model.constructPath } }),
    fields: isNew ? wholeObject(claimFile.value()) : changedFields(),
    ...(rewrites.length > 0 && { rewrites }),
    files: [...new Set(touched.map((file) => file.path))].sort(),
  };
  return before === undefined ? { change } : { change, before: beforeValue as JsonObject };

  /** Objects in claim files that go beside the one that is compared. */
  function otherObjects(): ObjectIdentity[] {
    const compared =
      movedFrom?.claimPath ??
      (staleClaim !== undefined && reader.entry(claimFile.path) === undefined ? staleClaim.path : undefined);
    return deleted
      .filter(({ path }) => isClaimFile(path) && path !== compared)
      .flatMap(({ path }) => identitiesOf(reader.value(path)));
  }

  function standingClaim(): unknown {
    if (isNew) return undefined;
    if (movedFrom !== undefined) return movedFrom.value;
    if (staleClaim !== undefined && reader.entry(claimFile.path) === undefined) {
      return reader.value(staleClaim.path);
    }
    if (claimOutcome.planned.action === 'unchanged' && claimOutcome.kept === undefined) {
      return claimFile.value();
    }
    return reader.value(claimFile.path);
  }

  function word(): Change['change'] {
    if (isNew) return 'added';
    // An object goes from the cluster, which is more than a change: somebody has to say that it may.
    if (deletes.length > 0) return 'replaced';
    if (movedFrom !== undefined) return 'renamed';
    if (isOnlyJoined()) return 'registry-only';
    return before !== undefined && isOtherObject(before, after) && claimOutcome.kept === undefined
      ? 'replaced'
      : 'changed';
  }

  /** A claim that stood there before it was declared, and gets what it lacked beside it. */
  function isOnlyJoined(): boolean {
    const isAsPlanned = claimOutcome.planned.action === 'unchanged' && claimOutcome.kept === undefined;
    return isAsPlanned && lines.length === 0 && touched.every(({ action }) => action === 'create');
  }

  function changedFields(): FieldChange[] {
    const fields =
      claimOutcome.kept === undefined ? fieldChanges((beforeValue ?? {}) as JsonObject, value) : [];
    for (const [index, file] of claim.files.entries()) {
      const outcome = files[index] as FileOutcome;
      if (file === claimFile || movedFrom !== undefined || outcome.kept !== undefined) continue;
      if (outcome.planned.action !== 'update') continue;
      for (const field of outcome.fields) fields.push({ ...field, path: `${file.role.name}.${field.path}` });
    }
    return fields;
  }
}
