import type { SnapshotIndex } from '../../core/snapshot';
import { isClaimFile } from '../../harvester/claim-files/role-of-file';
import { belowRoot } from '../../harvester/paths';

const YAML_FILE = /\.ya?ml$/i;

/** Paths whose contents `adopt` reads: every YAML file below the root, and all that projects keep for themselves. */
export function adoptedPaths(index: SnapshotIndex, root: string): string[] {
  const paths: string[] = [];
  for (const [path, { mode }] of index.entries) {
    const below = belowRoot(root, path);
    if (below === undefined || !mode.startsWith('100')) continue;
    const isKept =
      below.startsWith('.claims/') || below === 'Kustomization' || below.endsWith('/Kustomization');
    if (isKept || YAML_FILE.test(path)) paths.push(path);
  }
  return paths;
}

/** Whether a file is called like one that may hold manifests, and not like one of a folder's own. */
export function isManifestName(path: string): boolean {
  return YAML_FILE.test(path) && isClaimFile(path);
}
