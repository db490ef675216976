import { mayBeThere } from '../../core/snapshot';
import { CATALOG_FILES, catalogFileIn } from '../claim-files/catalog-file';
import { belowRoot, LOCATIONS_PATH } from '../paths';
import { isGlob } from '../../core/text/path-glob';
import { LocationCoverage, pathsOfLocation } from '../locations/location-coverage';
import { slugOf } from '../tree/repository-view';
import { isOrphan } from './check-claims';
import type { Problem, ProblemCode } from './problem';
import { isRemote } from './relative-path';
import type { RepositoryMap } from './repository-map';

/**
 * Catalog locations: that each target is there, and each catalog-info is named once, by an entry, a pattern or an address. Patterns and
 * addresses of other repositories are nothing that the tree can answer for.
 */
export function checkLocations(map: RepositoryMap): Problem[] {
  if (map.locations === undefined) return [];
  const problems: Problem[] = [];
  const { entries } = map.view.index;
  const coverage = new LocationCoverage(map.locations, slugOf(map.view));
  const targets = new Map<string, number>();
  const report = (code: ProblemCode, line: number, message: string, repairable = false): void => {
    problems.push({ code, path: LOCATIONS_PATH, line, message, repairable });
  };
  for (const target of map.locations) {
    const { value, line } = target;
    if (isRemote(value) || isGlob(value)) continue;
    const path = pathsOfLocation(value, undefined)[0];
    if (path === undefined) {
      report('path-outside-root', line, `${value} leads out of the repository`);
      continue;
    }
    const first = coverage.targetOf(path);
    const twin = targets.get(path) ?? (first === target ? undefined : first?.line);
    const pattern = coverage.patternOf(path);
    if (twin !== undefined) {
      report('location-duplicate', line, `${value} is listed in line ${twin} already`);
    } else if (pattern !== undefined && entries.has(path)) {
      report(
        'location-duplicate',
        line,
        `${value} is listed by ${pattern.value} in line ${pattern.line} already`,
      );
    }
    targets.set(path, line);
    if (mayBeThere(map.view.index, path) || target.isOptional === true) continue;
    const message = `${value} does not exist, Backstage then hides the other targets too`;
    report('location-dangling', line, message, isClaimCatalog(map, path));
  }
  // Where the tree has no locations, none is missed.
  for (const claim of entries.has(LOCATIONS_PATH) ? map.claims.values() : []) {
    const path = catalogFileIn(map.view.index, claim.path);
    if (claim.flat || path === undefined || coverage.targetOf(path) !== undefined || isOrphan(map, claim)) {
      continue;
    }
    const message = `${LOCATIONS_PATH} does not list it`;
    problems.push({ code: 'location-missing', path, message, repairable: true });
  }
  return problems;
}

/** `<root>/<category>/<name>/catalog-info.yaml`: written by these tools, so it may be removed by them. */
function isClaimCatalog(map: RepositoryMap, path: string): boolean {
  const parts = belowRoot(map.view.root, path)?.split('/') ?? [];
  return parts.length === 3 && CATALOG_FILES.some((name) => name === parts[2]);
}
