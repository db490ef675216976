import { defaultEntryPoints } from '../../harvester/applied/default-entry-points';
import { entryPointsOf } from '../../harvester/applied/entry-points';
import { findEntryPoints } from '../../harvester/applied/find-entry-points';
import { followEntryPoint } from '../../harvester/applied/resolve-entry-point';
import { TextSource } from '../../harvester/applied/text-source';
import { foldersOf } from '../../harvester/applied/tree-paths';
import { slugOf } from '../../harvester/tree/repository-view';
import type { StandingTree } from '../../harvester/tree/standing-tree';

/**
 * The files of a tree that reach a cluster: what the folders that Flux, Argo CD or nobody in particular builds take. Files that were not read
 * count as if nothing stood in them.
 */
export function reachedFiles({ source }: StandingTree): ReadonlySet<string> {
  const { index, contents, root } = source;
  const { entries } = index;
  const notRead = { problem: 'it was not read', line: 1 };
  const texts = new TextSource(entries, (path) => contents.get(path) ?? notRead);
  const folders = foldersOf(entries.keys());
  const found = findEntryPoints(contents, { folders, slug: slugOf({ contents }) });
  const reached = new Set<string>();
  // Whether somebody builds a category from another repository nobody here can tell: what it takes is no orphan.
  const built = [...entryPointsOf({ entries, root, found }), ...defaultEntryPoints(entries, root)];
  for (const entryPoint of built) {
    for (const { file } of followEntryPoint(texts, entryPoint).files) reached.add(file);
  }
  return reached;
}
