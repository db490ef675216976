import { LOCATIONS_PATH, ROOT_CATALOG_INFO_PATH, TOP } from '../../harvester/paths';

/** Folders and files of the target that a plan looks at; everything else is never read. */
export function targetPrefixes(root: string): readonly string[] {
  if (root === TOP) return [];
  return [root, LOCATIONS_PATH.slice(0, LOCATIONS_PATH.indexOf('/')), ROOT_CATALOG_INFO_PATH];
}
