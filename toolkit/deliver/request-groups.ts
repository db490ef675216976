import { heldBackClaims } from '../../core/held-back';
import type { ModelsDocument } from '../../core/models-document';
import type { Plan } from '../../core/plan';
import { categoryGroup, groupName } from '../../gitops/forge/request-key';
import { categoryOf } from '../../harvester/paths';
import { compareText } from '../../core/text/compare-text';

/** Claims that travel in one change request. */
export interface RequestGroup {
  readonly group: string;
  /** Construct paths; undefined: all. */
  readonly scope?: ReadonlySet<string>;
}

/** Name of the one request that is made where requests are not grouped. */
export const ALL = 'all';

/**
 * Deals what a program changes to change requests. A moved claim travels whole, with its new place, so that no request
 * removes what another one adds.
 *
 * @param by - what claims of one request have in common
 * @param plan - of the whole program
 * @param defaultOwner - owner of claims that name none, removed ones among them
 */
export function requestGroups(
  by: 'all' | 'category' | 'owner',
  models: ModelsDocument,
  plan: Plan,
  defaultOwner: string,
): RequestGroup[] {
  if (by === 'all') return [{ group: ALL }];
  const owners = ownersOf(models);
  const scopes = new Map<string, Set<string>>();
  const scopeOf = (construct: string): Set<string> => {
    const owner = owners.get(construct) ?? defaultOwner;
    const name = by === 'category' ? categoryGroup(categoryOf(construct)) : groupName(owner);
    let scope = scopes.get(name);
    if (scope === undefined) scopes.set(name, (scope = new Set()));
    return scope;
  };
  for (const { constructPath } of models.claims) scopeOf(constructPath).add(constructPath);
  for (const { change, category, name, from, remakes = [] } of plan.changes) {
    const construct = `${category}/${name}`;
    // What may be the same claim under another id is reviewed in one place.
    const scope = scopeOf((change === 'removed' ? remakes[0]?.claim : undefined) ?? construct);
    scope.add(construct);
    if (from !== undefined) scope.add(from);
  }
  for (const construct of heldBackClaims(plan.kept)) {
    const isDealt = [...scopes.values()].some((scope) => scope.has(construct));
    if (!isDealt) scopeOf(construct).add(construct);
  }
  return [...scopes]
    .map(([group, scope]) => ({ group, scope }))
    .sort((a, b) => compareText(a.group, b.group));
}

/** Owners by construct; claims that share a file have that of the first one, so that no two requests change one file. */
function ownersOf({ claims }: ModelsDocument): ReadonlyMap<string, string | undefined> {
  const byFile = new Map<string, string | undefined>();
  return new Map(
    claims.map(({ constructPath, category, file, owner }) => {
      if (file === undefined) return [constructPath, owner];
      const path = `${category}/${file}`;
      if (!byFile.has(path)) byFile.set(path, owner);
      return [constructPath, byFile.get(path)];
    }),
  );
}
