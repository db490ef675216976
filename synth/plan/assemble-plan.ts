import { blobObjectId } from '../../core/git/object-id';
import type { Issue } from '../../core/issue';
import type { Change, KeptFile, Plan, PlannedFile } from '../../core/plan';
import { registryKey } from '../../core/registry-entry';
import type { ObjectFormat } from '../../core/snapshot';
import { hasComponent } from '../../harvester/catalog-info';
import { inRoot } from '../../harvester/paths';
import { SharedFiles } from '../../harvester/shared-files/shared-files';
import { fileOfDocument, isDocumentPath } from './document-path';
import type { DesiredClaim, DesiredFile } from './desired-claim';
import { withLiveStates } from './live-changes';
import { LedgerPlan } from './plan-ledgers';
import { RegistryPlan } from './plan-registry';
import { planSharedFiles } from './plan-shared-files';
import type { PlanRound } from './plan-round';
import { type ComingOrGoing, findRemakes } from './remakes';
import { keptRemoval, mustStay, removalChange, type RemovedClaim } from './removed-claims';
import { isResourceFile } from '../../harvester/claim-files/role-of-file';
import { ClaimListing } from './claim-listing';
import type { Decisions } from './decide-all';
import type { ClaimOutcome } from './decide-claim';
import { AS_PLANNED } from './decide-file';
import { summarize } from './summarize';
import { WrittenTexts } from './written-texts';
import { compareText } from '../../core/text/compare-text';

/** Puts the decisions about claims and the shared files that follow from them together into one plan. */
export function assemblePlan(round: PlanRound, decisions: Decisions): Plan {
  const { snapshot, context, reader, ownership, joint, artifacts, names } = round;
  const { root, project } = context.config;
  const format = snapshot.index.objectFormat;
  let files: PlannedFile[] = [];
  const seen = new Set<string>();
  const kept: KeptFile[] = [];
  const changes = new Map<string, Change>();
  const shared = new SharedFiles(root, round.repository, names);
  const listing = new ClaimListing(round, shared);
  const registry = new RegistryPlan(
    round.registry,
    round.openRequest,
    context,
    round.knownRepository,
    shared,
    artifacts.registry,
  );
  const ledger = new LedgerPlan();
  const writtenTexts = new WrittenTexts(root, project);
  const adopted = new Set<string>();

  for (const claim of round.untouched) placeUntouched(claim);
  for (const outcome of decisions.outcomes) placeDeclared(outcome);
  keepOutOfScope();
  for (const outcome of decisions.blocked) {
    kept.push(...outcome.kept);
    for (const line of outcome.standingLines) ledger.add(line.category, line);
  }
  for (const claim of decisions.removed) {
    if (mustStay(claim)) {
      kept.push(...keptRemoval(claim));
      keepLines(claim);
    } else {
      for (const file of claim.deletable) files.push(file);
      dropPlace(claim);
      registry.remove(claim.construct);
      // Of what a person left behind of a claim that moved on, and took away since, there is nothing to tell.
      if (claim.registered || claim.deletable.length > 0) changes.set(claim.construct, removalChange(claim));
    }
  }
  noteRemakes();
  const folded = joint.fold(files);
  files = [...folded.files];
  ledger.translate(folded.line);
  unlistFiles();
  // A plan tells of the locations even where it lists nothing there.
  const sharedFiles = planSharedFiles(new Set([shared.locations, ...shared.files]), reader, format);
  files.push(...sharedFiles, ...ledger.plan(ownership.ownCategories, reader, { root, project }, format));
  files.push(...writtenTexts.plan(snapshot, earlierTexts));
  addRegistryOnly(new Set([...registry.touched, ...adopted, ...listedAnew()]));
  return finish();

  function placeUntouched(claim: DesiredClaim): void {
    const { filesByPath } = claim;
    // Claims may share a file, which is told of once.
    const isTold = claim.paths.flat && seen.has(claim.paths.claim);
    if (claim.paths.flat) seen.add(claim.paths.claim);
    for (let at = isTold ? filesByPath.length : 0; at < filesByPath.length; at++) {
      const { path, objectId } = filesByPath[at] as DesiredFile;
      files.push({ path, action: 'unchanged', objectId });
    }
    ledger.addUntouched(claim);
    list(claim);
    registry.declare(claim, undefined);
  }

  function list(claim: DesiredClaim): void {
    const { model, paths } = claim;
    listing.add(claim);
    if (paths.flat) return;
    const { category, name } = model;
    const inCatalog = artifacts.catalog && artifacts.locations && hasComponent(model);
    shared.add({ category, name, kustomization: false, inCatalog });
  }

  /** Claims that a standing kustomization of their category did not list yet. */
  function listedAnew(): string[] {
    const edited = new Set(sharedFiles.filter(({ action }) => action === 'update').map(({ path }) => path));
    return listing.listedAnew((path) => edited.has(path));
  }

  function placeDeclared(outcome: ClaimOutcome): void {
    const { model } = outcome.claim;
    for (const file of outcome.files) {
      const planned = withObjectId(file.planned, format);
      files.push(planned);
      const ledgerId = file.ledgerId === AS_PLANNED ? planned.objectId : file.ledgerId;
      if (ledgerId === undefined) continue;
      ledger.add(model.category, {
        objectId: ledgerId,
        path: file.planned.path,
        construct: model.constructPath,
      });
      if (file.written !== undefined) writtenTexts.add(ledgerId, file.written);
      if (ownership.lineOf(file.planned.path) === undefined) adopted.add(model.constructPath);
    }
    for (const file of outcome.deleted) files.push(file);
    for (const line of outcome.keptLines) ledger.add(line.category, line);
    kept.push(...outcome.kept);
    if (outcome.change !== undefined) changes.set(model.constructPath, outcome.change);
    if (outcome.movedFrom !== undefined) dropPlace(outcome.movedFrom);
    if (outcome.leavesFolder) leaveFolder(model);
    list(outcome.claim);
    registry.declare(outcome.claim, outcome.movedFrom?.construct);
  }

  /** What shared lists say of a place that a claim leaves. */
  function dropPlace(claim: RemovedClaim): void {
    const { flat, construct } = claim;
    if (claim.partedFrom !== undefined) {
      shared.remove({ ...claim, kustomization: false });
      return;
    }
    if (!flat) {
      leaveFolder(claim);
      return;
    }
    const isInCatalog = reader.entry(inRoot(root, `${construct}/catalog-info.yaml`)) !== undefined;
    shared.remove({ ...claim, kustomization: false, inCatalog: !isInCatalog });
  }

  /** A file that goes is listed no more; what a claim's own kustomization lists is decided with the claim. */
  function unlistFiles(): void {
    const goes = files.filter(({ path, action }) => action === 'delete' && isResourceFile(path));
    if (goes.length === 0) return;
    const own = new Set(files.map(({ path }) => path));
    for (const { path } of goes) listing.leaveFile(path, own);
  }

  function leaveFolder(claim: { readonly category: string; readonly name: string }): void {
    listing.leaveFolder(claim);
    shared.remove({ ...claim, kustomization: false });
  }

  /** What another change request of the project is about stays as it is. */
  function keepOutOfScope(): void {
    if (context.scope === undefined) return;
    for (const [construct, lines] of ownership.constructs) {
      if (!context.scope.has(construct)) for (const line of lines) ledger.add(line.category, line);
    }
    for (const { line } of ownership.uncounted) {
      if (!context.scope.has(line.construct)) ledger.add(line.category, line);
    }
  }

  function keepLines(claim: RemovedClaim): void {
    for (const line of claim.lines) ledger.add(line.category, line);
  }

  function noteRemakes(): void {
    const added: ComingOrGoing[] = [];
    const removed: ComingOrGoing[] = [];
    for (const { claim, change } of decisions.outcomes) {
      const { constructPath: construct } = claim.model;
      if (change?.change === 'added' && change.after !== undefined) {
        added.push({ construct, identity: change.after, value: () => claim.files[0]?.value() ?? {} });
      }
    }
    for (const { construct, identity, value } of added.length === 0 ? [] : decisions.removed) {
      if (changes.has(construct) && identity !== undefined && value !== undefined) {
        removed.push({ construct, identity, value: () => value });
      }
    }
    for (const [construct, remakes] of findRemakes(added, removed)) {
      const change = changes.get(construct);
      if (change !== undefined) changes.set(construct, { ...change, remakes });
    }
  }

  function earlierTexts(): Set<string> {
    const planned = new Map(files.map((file) => [file.path, file.objectId]));
    return ledger.idsOfEarlierTexts((path) =>
      planned.has(path) ? planned.get(path) : reader.entry(path)?.objectId,
    );
  }

  function addRegistryOnly(constructs: ReadonlySet<string>): void {
    if (constructs.size === 0) return;
    for (const claim of [...round.untouched, ...decisions.outcomes.map((outcome) => outcome.claim)]) {
      const { model } = claim;
      if (!constructs.has(model.constructPath) || changes.has(model.constructPath)) continue;
      const { kind } = model.object;
      const source = model.source && { ...model.source, construct: model.constructPath };
      const path = claim.files[0]?.path ?? '';
      changes.set(model.constructPath, {
        change: 'registry-only',
        kind,
        category: model.category,
        name: model.name,
        path,
        ...(source && { source }),
        fields: [],
        files: [],
      });
    }
  }

  function finish(): Plan {
    const sortedFiles = files.sort(byPath);
    const sortedChanges = withLiveStates([...changes.values()], round.registry)
      .map(inFiles)
      .sort((a, b) => compareText(registryKey(a), registryKey(b)));
    const warnings: Issue[] = [...round.models.issues, ...decisions.warnings()];
    return {
      files: sortedFiles,
      changes: sortedChanges,
      kept: kept.map((file) => ({ ...file, path: fileOfDocument(file.path) })).sort(byPath),
      warnings,
      summary: summarize(sortedFiles, sortedChanges, kept, round.models.claims.length),
    };
  }
}

function withObjectId(file: PlannedFile, format: ObjectFormat): PlannedFile {
  if (file.objectId !== undefined || file.content === undefined) return file;
  return { ...file, objectId: blobObjectId(file.content, format) };
}

/** A change told by files, where it was decided by documents. */
function inFiles(change: Change): Change {
  const { path, files } = change;
  if (!isDocumentPath(path) && !files.some(isDocumentPath)) return change;
  return { ...change, path: fileOfDocument(path), files: [...new Set(files.map(fileOfDocument))].sort() };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return compareText(a.path, b.path);
}
