import type { Clock } from '../../core/ports/clock';
import { catalogFileIn } from '../claim-files/catalog-file';
import { inRoot, LOCATIONS_PATH } from '../paths';
import { newEntry } from '../shared-files/new-entry';
import type { RepairEdits } from './repair-edits';
import type { RepositoryMap } from '../invariants/repository-map';
import type { FoundClaim } from '../tree/standing-claims';
import { timestamp } from '../../core/time/timestamp';

/** What a new registry entry needs to know that the tree does not say. */
export interface RegisterContext {
  /** `owner/name` of the target; undefined where nobody knows it. */
  readonly slug: string | undefined;
  readonly clock: Clock;
  /** When a file came into the repository (RFC 3339), from its first commit; undefined where that is unknown. */
  readonly createdAtOf?: (path: string) => string | undefined;
  readonly actor: string;
}

/** All files of the folder go, its ledger lines, and its catalog location. */
export function removeOrphan(map: RepositoryMap, claim: FoundClaim, edits: RepairEdits): void {
  const folder = map.categories.get(claim.category)?.folders.get(claim.name);
  for (const file of folder?.files ?? []) edits.deleteFile(file);
  const catalogFile = catalogFileIn(map.view.index, claim.path);
  const inCatalog = map.locations !== undefined;
  edits.shared.remove({
    ...claim,
    kustomization: false,
    inCatalog,
    ...(catalogFile !== undefined && { catalogFile }),
  });
}

/** The claim is listed again wherever a claim is listed; its own files stay. */
export function registerOrphan(
  map: RepositoryMap,
  claim: FoundClaim,
  edits: RepairEdits,
  context: RegisterContext,
): void {
  listInCategory(map, claim, edits);
  const catalogFile = catalogFileIn(map.view.index, claim.path);
  edits.shared.add({
    ...claim,
    kustomization: false,
    inCatalog: map.view.index.entries.has(LOCATIONS_PATH) && catalogFile !== undefined,
    ...(catalogFile !== undefined && { catalogFile }),
  });
  registerClaim(claim, edits, context);
}

/**
 * The kustomization of the category lists the claim, where there is one: its folder, or its file where the folder has none of its own. A
 * kustomization is never made: it would take out of the cluster what it does not list.
 */
export function listInCategory(map: RepositoryMap, claim: FoundClaim, edits: RepairEdits): void {
  const kustomization = map.kustomizationIn(inRoot(map.view.root, claim.category));
  if (kustomization === undefined) return;
  const isFolder = map.kustomizationIn(claim.path) !== undefined;
  const start = kustomization.lastIndexOf('/') + 1;
  edits.shared.resources(kustomization).add((isFolder ? claim.path : claim.file).slice(start));
}

/** A registry entry for a claim that has none. */
export function registerClaim(claim: FoundClaim, edits: RepairEdits, context: RegisterContext): void {
  const { category, name, object } = claim;
  const fields = newEntry({
    name,
    category,
    template: claim.file.slice(claim.file.lastIndexOf('/') + 1).replace(/\.ya?ml$/, ''),
    namespace: object.namespace,
    createdAt: context.createdAtOf?.(claim.file) ?? timestamp(context.clock.now()),
    createdBy: context.actor,
    repository: context.slug,
    path: claim.path,
  });
  edits.shared.edit({ type: 'set', key: `${category}/${name}`, fields });
}
