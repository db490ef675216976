import type { ClaimObject, JsonObject } from '../../core/claim-model';
import type { Change, FieldChange, KeptFile, PlannedFile } from '../../core/plan';
import { fieldChanges } from '../diff/field-changes';
import { fileName, isClaimFile, wholeObject } from './claim-files';
import { isOtherObject } from '../../core/other-object';
import { furtherIdentities, identityOf, identityOfValue } from './claim-identity';
import type { DesiredClaim, DesiredFile } from './desired-claim';
import type { OwnedLine } from './ownership';
import type { PlanReader } from './plan-reader';
import type { RemovedClaim } from './removed-claims';
import { type FileOutcome, settleFile, type StandingFile } from './settle-file';

/** What becomes of one declared claim. */
export interface ClaimOutcome {
  readonly claim: DesiredClaim;
  readonly files: readonly FileOutcome[];
  /** Files of an earlier shape of the claim that go. */
  readonly deleted: readonly PlannedFile[];
  readonly kept: readonly KeptFile[];
  /** Ledger lines that stay although no planned file stands for them: a person's version of an old file. */
  readonly keptLines: readonly OwnedLine[];
  /** Undefined when no own file changes. */
  readonly change?: Change;
  readonly isNew: boolean;
  readonly movedFrom?: RemovedClaim;
}

/** Facts around one claim that the whole plan knows. */
export interface ClaimSurroundings {
  readonly reader: PlanReader;
  /** Our ledger lines of this construct. */
  readonly lines: readonly OwnedLine[];
  readonly overwrite: boolean;
  /** The person asked for the program's changes in their version of the claim file. */
  readonly mergeEdits: boolean;
  /** The removed claim with the same cluster identity, when this one is new: then it is a move. */
  readonly movedFrom?: RemovedClaim;
  /** The catalog-info that the moved claim had, as we would have written it. */
  readonly previousCatalogInfo?: JsonObject;
}

/** Decides about all files of one declared claim and says in one {@link Change} what happens. */
export function settleClaim(claim: DesiredClaim, around: ClaimSurroundings): ClaimOutcome {
  const { reader, overwrite, mergeEdits, movedFrom } = around;
  const claimFile = claim.files[0] as DesiredFile;
  const wanted = new Set(claim.files.map((file) => file.path));
  const stale = around.lines.filter(
    (line) => !wanted.has(line.path) && reader.entry(line.path) !== undefined,
  );
  const staleClaim = stale.find((line) => isClaimFile(line.path));
  const isNew =
    reader.entry(claimFile.path) === undefined && staleClaim === undefined && movedFrom === undefined;
  const staleResources = stale.filter((line) => isClaimFile(line.path)).map((line) => fileName(line.path));
  const files = claim.files.map((file) => {
    const standing =
      movedFrom === undefined ? reader.standing(file.path, file.objectId) : movedFile(file, around);
    return settleFile(file, standing, {
      overwrite,
      mergeEdits,
      earlier: (objectId) => reader.earlier(objectId),
      staleResources,
    });
  });
  const deleted: PlannedFile[] = [];
  const keptLines: OwnedLine[] = [];
  const kept: KeptFile[] = [];
  const place = claim.model.source && { ...claim.model.source, construct: claim.model.constructPath };
  const { category, name } = claim.model;
  for (const line of stale) {
    if (overwrite || reader.entry(line.path)?.objectId === line.objectId) {
      deleted.push({ path: line.path, action: 'delete' });
    } else {
      keptLines.push(line);
      kept.push({
        path: line.path,
        category,
        name,
        reason: 'hand-edited-removal',
        source: place,
        fields: [],
        programChanged: true,
      });
    }
  }
  for (const { planned, kept: reason, fields, merge, programChanged = false } of files) {
    if (reason !== undefined) {
      const offer = merge === undefined ? {} : { merge };
      // A move that does not take place is a difference whatever the file says.
      const changed = movedFrom !== undefined || programChanged;
      const about = { path: planned.path, category, name, reason, source: place };
      kept.push({ ...about, fields, programChanged: changed, ...offer });
    }
  }
  const change = describe(claim, around, files, deleted, { isNew, staleClaim });
  return { claim, files, deleted, kept, keptLines, change, isNew, movedFrom };
}

function movedFile(
  file: DesiredFile,
  { reader, movedFrom, previousCatalogInfo }: ClaimSurroundings,
): StandingFile | undefined {
  const line = movedFrom?.lines.find((candidate) =>
    file.role === 'claim' ? isClaimFile(candidate.path) : fileName(candidate.path) === fileName(file.path),
  );
  if (line === undefined) return undefined;
  const standing = reader.standing(line.path, file.objectId);
  if (standing === undefined || file.role !== 'catalog-info' || previousCatalogInfo === undefined)
    return standing;
  // The moved catalog-info names its folder, so it always differs; it is ours if it says what we wrote for the old one.
  const untouched = fieldChanges(previousCatalogInfo, (standing.value ?? {}) as JsonObject).length === 0;
  return untouched ? { ...standing, ledgerId: standing.objectId } : standing;
}

function describe(
  claim: DesiredClaim,
  { reader, movedFrom }: ClaimSurroundings,
  files: readonly FileOutcome[],
  deleted: readonly PlannedFile[],
  { isNew, staleClaim }: { isNew: boolean; staleClaim: OwnedLine | undefined },
): Change | undefined {
  const touched = [...files.map((file) => file.planned), ...deleted].filter(
    (file) => file.action !== 'unchanged',
  );
  if (touched.length === 0) return undefined;
  const claimOutcome = files[0] as FileOutcome;
  const claimFile = claim.files[0] as DesiredFile;
  const value = claimOutcome.merged ?? claimFile.value();
  const after = identityOf(value as unknown as ClaimObject);
  const beforeValue = standingClaim();
  const before = identityOfValue(beforeValue);
  const remaining = [after, ...furtherIdentities(value)];
  const deletes =
    claimOutcome.kept === undefined
      ? furtherIdentities(beforeValue).filter((object) =>
          remaining.every((other) => isOtherObject(object, other)),
        )
      : [];
  return {
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
    files: [...new Set([...touched.map((file) => file.path), ...(movedFrom?.deletable ?? [])])].sort(),
  };

  function standingClaim(): unknown {
    if (isNew) return undefined;
    if (movedFrom !== undefined) return movedFrom.value;
    if (staleClaim !== undefined && reader.entry(claimFile.path) === undefined)
      return reader.value(staleClaim.path);
    if (claimOutcome.planned.action === 'unchanged' && claimOutcome.kept === undefined)
      return claimFile.value();
    return reader.value(claimFile.path);
  }

  function word(): Change['change'] {
    if (isNew) return 'added';
    // An object goes from the cluster, which is more than a change: somebody has to say that it may.
    if (deletes.length > 0) return 'replaced';
    if (movedFrom !== undefined) return 'renamed';
    return before !== undefined && isOtherObject(before, after) && claimOutcome.kept === undefined
      ? 'replaced'
      : 'changed';
  }

  function changedFields(): FieldChange[] {
    const fields =
      claimOutcome.kept === undefined ? fieldChanges((beforeValue ?? {}) as JsonObject, value) : [];
    for (const [index, file] of claim.files.entries()) {
      const outcome = files[index] as FileOutcome;
      if (file.role === 'claim' || movedFrom !== undefined || outcome.kept !== undefined) continue;
      if (outcome.planned.action !== 'update') continue;
      for (const field of outcome.fields) fields.push({ ...field, path: `${file.role}.${field.path}` });
    }
    return fields;
  }
}
