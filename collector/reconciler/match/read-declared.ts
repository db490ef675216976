import { type ObjectIdentity, identityKey } from '../../../core/object-identity';
import { findEntries } from '../../../harvester/invariants/check-registry';
import { mapRepository, type RepositoryMap } from '../../../harvester/invariants/repository-map';
import type { ScannedEntry } from '../../../harvester/registry/scan-registry';
import type { RepositoryView } from '../../../harvester/tree/repository-view';
import type { DeclaredClaim } from './declared-claim';

/** Claims of a repository: what its registry lists, with what each is called in clusters as the kustomizations build it. */
export function declaredClaims(view: RepositoryView): DeclaredClaim[] {
  const map = mapRepository(view);
  const built = builtNames(map);
  return findEntries(map).map(({ entry, claim }) => ({
    ...claimOf(entry),
    ...(claim !== undefined && { path: claim.path }),
    built: claim === undefined ? [] : (built.get(placeOf(claim.file, claim.object)) ?? [claim.object]),
  }));
}

/** A claim of a registry of which no tree is known. */
export function listedClaim(entry: ScannedEntry): DeclaredClaim {
  return { ...claimOf(entry), built: [] };
}

/** An entry of the status collector's map has a reference in place of namespace and name. */
function claimOf(entry: ScannedEntry): Omit<DeclaredClaim, 'built'> {
  const { key, line, cluster: ofMap } = entry;
  const said = (field: string): string => entry.valueOf(field) ?? '';
  if (ofMap === undefined) {
    const [template, name, namespace] = [said('template'), said('name'), said('namespace')];
    return { key, line, template, name, namespace, path: said('path'), cluster: said('cluster') };
  }
  const claimRef = said('claimRef');
  const slash = claimRef.indexOf('/');
  return {
    key,
    line,
    template: '',
    namespace: claimRef.slice(0, Math.max(slash, 0)),
    name: claimRef.slice(slash + 1),
    path: '',
    claimRef,
    cluster: ofMap,
  };
}

/** Names of objects in clusters, by file and object; where one cannot be told for sure, none of that object. */
function builtNames({ applied }: RepositoryMap): ReadonlyMap<string, readonly ObjectIdentity[]> {
  const names = new Map<string, Map<string, ObjectIdentity>>();
  const unsure = new Set<string>();
  for (const { objects } of applied.builds) {
    for (const { file, declared, identity } of objects) {
      const place = placeOf(file, declared);
      if (identity === undefined) unsure.add(place);
      else {
        const known = names.get(place) ?? new Map<string, ObjectIdentity>();
        names.set(place, known.set(identityKey(identity), identity));
      }
    }
  }
  return new Map(
    [...names].map(([place, known]) => [place, unsure.has(place) ? [] : [...known.values()]] as const),
  );
}

function placeOf(file: string, declared: ObjectIdentity): string {
  return `${file}\n${identityKey(declared)}`;
}
