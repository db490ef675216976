import { LOCATIONS_PATH, ROOT_CATALOG_INFO_PATH, TOP } from '../../harvester/paths';

/** Folders and files of the target that hold what a project writes. */
export function targetPrefixes(root: string): readonly string[] {
  if (root === TOP) return [];
  return [root, LOCATIONS_PATH.slice(0, LOCATIONS_PATH.indexOf('/')), ROOT_CATALOG_INFO_PATH];
}

/** The whole target, in which none of the above may be a link: what is built for a cluster may stand anywhere. */
export function wholeTarget(root: string): readonly string[] {
  return [TOP, ...targetPrefixes(root)];
}
