import { mayBeThere } from '../../core/snapshot';
import { LOCATIONS_PATH } from '../paths';
import { sameItem } from '../string-list';
import { isOrphan } from './check-claims';
import type { Problem } from './problem';
import { isRemote, resolvePath } from './relative-path';
import type { RepositoryMap } from './repository-map';

const LOCATIONS_FOLDER = LOCATIONS_PATH.slice(0, LOCATIONS_PATH.lastIndexOf('/'));

/** What `spec.targets` says for a claim folder. */
export function locationTargetOf(folder: string): string {
  return `../${folder}/catalog-info.yaml`;
}

/** Catalog locations: that each target is there, and each catalog-info is a target. */
export function checkLocations(map: RepositoryMap): Problem[] {
  if (map.locations === undefined) return [];
  const problems: Problem[] = [];
  const { entries } = map.view.index;
  const targets = new Map<string, number>();
  for (const { value, line } of map.locations) {
    if (isRemote(value)) continue;
    const path = resolvePath(LOCATIONS_FOLDER, sameItem(value));
    if (path === undefined) {
      const message = `${value} leads out of the repository`;
      problems.push({ code: 'path-outside-root', path: LOCATIONS_PATH, line, message, repairable: false });
      continue;
    }
    const twin = targets.get(path);
    if (twin !== undefined) {
      const message = `${value} is listed in line ${twin} already`;
      problems.push({ code: 'location-duplicate', path: LOCATIONS_PATH, line, message, repairable: false });
    }
    targets.set(path, line);
    if (mayBeThere(map.view.index, path)) continue;
    const message = `${value} does not exist, Backstage then hides the other targets too`;
    problems.push({
      code: 'location-dangling',
      path: LOCATIONS_PATH,
      line,
      message,
      repairable: isClaimCatalog(map, path),
    });
  }
  for (const claim of map.claims.values()) {
    const path = `${claim.path}/catalog-info.yaml`;
    if (claim.flat || targets.has(path) || !entries.has(path) || isOrphan(map, claim)) continue;
    const message = `${LOCATIONS_PATH} does not list it`;
    problems.push({ code: 'location-missing', path, message, repairable: true });
  }
  return problems;
}

/** `<root>/<category>/<name>/catalog-info.yaml`: written by these tools, so it may be removed by them. */
function isClaimCatalog(map: RepositoryMap, path: string): boolean {
  const parts = path.startsWith(`${map.view.root}/`) ? path.slice(map.view.root.length + 1).split('/') : [];
  return parts.length === 3 && parts[2] === 'catalog-info.yaml';
}
