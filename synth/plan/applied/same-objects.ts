import type { ClaimModel } from '../../../core/claim-model';
import type { Issue } from '../../../core/issue';
import type { ModelsDocument } from '../../../core/models-document';
import { clusterKey, identityOf } from '../../../core/object-identity';
import type { PlannedFile } from '../../../core/plan';
import { BuiltIdentities, type FileObject } from '../../../harvester/applied/built-identities';
import { resolveEntryPoint } from '../../../harvester/applied/resolve-entry-point';
import { fileOfDocument } from '../document-path';
import type { PlanRound } from '../plan-round';
import { plannedTree } from './planned-tree';

/**
 * Errors about claims of several categories that are one object as their files say it. Kustomizations may put them into several namespaces, which
 * shows only in the target.
 */
export function undecidedDuplicates({ issues, claims }: Pick<ModelsDocument, 'issues' | 'claims'>): Issue[] {
  const found = issues.filter(({ code, severity }) => code === 'object-duplicate' && severity !== 'warning');
  if (found.length === 0) return [];
  const byPath = new Map(claims.map((model) => [model.constructPath, model]));
  return found.filter(({ construct }) => {
    const model = byPath.get(construct ?? '');
    const same = model === undefined ? [] : sameAs(model, claims);
    return same.length > 0 && same.every(({ category }) => category !== model?.category);
  });
}

/** Those of the errors that stand once it is known what is built of the claims. */
export function duplicatesInCluster(
  { builds, claims, models, reader }: PlanRound,
  files: readonly PlannedFile[],
  undecided: readonly Issue[],
): Issue[] {
  if (undecided.length === 0) return [];
  const touched = files.filter(({ action }) => action !== 'unchanged');
  const after = plannedTree(builds.source, touched, claims);
  const all = builds.entryPoints(after.entries).map((entryPoint) => resolveEntryPoint(after, entryPoint));
  for (const { missing } of all) for (const path of missing) reader.look(path);
  const built = new BuiltIdentities(all);
  const fileOf = new Map(
    claims.map(({ model, paths }) => [model.constructPath, fileOfDocument(paths.claim)]),
  );
  const byPath = new Map(models.claims.map((model) => [model.constructPath, model]));
  return undecided.filter(({ construct = '' }) => {
    const model = byPath.get(construct);
    if (model === undefined) return true;
    const place = ({ constructPath, object }: ClaimModel): FileObject => ({
      file: fileOf.get(constructPath) ?? '',
      object: identityOf(object),
    });
    return !sameAs(model, models.claims).every((other) => built.areTwo(place(model), place(other)));
  });
}

function sameAs(model: ClaimModel, claims: readonly ClaimModel[]): ClaimModel[] {
  const key = clusterKey(identityOf(model.object));
  return claims.filter((other) => other !== model && clusterKey(identityOf(other.object)) === key);
}
