import { checkBuilds } from './check-builds';
import { checkCatalogs } from './check-catalogs';
import { checkClaims } from './check-claims';
import { checkKustomizations } from './check-kustomizations';
import { checkLedgers } from './check-ledgers';
import { checkLocations } from './check-locations';
import { checkPaths } from './check-paths';
import { checkRegistry } from './check-registry';
import { sortProblems, type Problem } from './problem';
import { mapRepository, type RepositoryMap } from './repository-map';
import type { RepositoryView } from '../tree/repository-view';

/**
 * The invariants of a harvester repository, whoever wrote it: every claim is registered once, listed where it is applied and shown,
 * named as its place says, and nothing leads astray. Pure; files that cannot be read are problems too, not errors.
 *
 * @returns problems by path, line and code; none for a sound repository
 */
export function verifyRepository(view: RepositoryView): Problem[] {
  return verifyMap(mapRepository(view));
}

/** {@link verifyRepository} of a view that has been taken apart already. */
export function verifyMap(map: RepositoryMap): Problem[] {
  const problems = [
    checkClaims,
    checkRegistry,
    checkKustomizations,
    checkBuilds,
    checkCatalogs,
    checkLocations,
    checkPaths,
    checkLedgers,
  ].flatMap((check) => check(map));
  return sortProblems([...problems, ...map.unreadable]);
}
