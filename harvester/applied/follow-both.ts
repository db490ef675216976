import type { AppliedSource } from './applied-source';
import { effectKey, mayFail } from './build-effects';
import type { FolderNode } from './build-tree';
import type { EntryPoint } from './entry-point';
import { type AppliedBuild, followEntryPoint, rulesOf } from './resolve-entry-point';
import { folderOf } from './tree-paths';
import { UnaffectedFolders } from './unaffected-folders';

/**
 * Follows an entry point in the tree before and the one after; without what a plan does not touch, where it is known what it touches.
 *
 * @param exact - nothing is passed over
 */
export function followBoth(
  before: AppliedSource,
  after: AppliedSource,
  entryPoint: EntryPoint,
  exact: boolean,
): readonly [AppliedBuild, AppliedBuild] {
  const { base, changedFolders } = after;
  if (!exact && base === before && changedFolders !== undefined) {
    const unaffected = new UnaffectedFolders(before, after, changedFolders);
    const follow = (source: AppliedSource): AppliedBuild =>
      followEntryPoint(source, entryPoint, rulesOf(entryPoint), unaffected);
    const both = [follow(before), follow(after)] as const;
    if (isSafe(both, [before, after], unaffected)) return both;
  }
  return [followEntryPoint(before, entryPoint), followEntryPoint(after, entryPoint)];
}

/** Whether what was passed over is reached in the same way on both sides, and in no other. */
function isSafe(
  [old, now]: readonly [AppliedBuild, AppliedBuild],
  [before, after]: readonly [AppliedSource, AppliedSource],
  unaffected: UnaffectedFolders,
): boolean {
  if (unaffected.passed.size === 0) return true;
  if (old.tree === undefined || now.tree === undefined) return false;
  if (mayFail(old.tree) || mayFail(now.tree)) return false;
  const [ways, waysNow] = [new Map<string, string[]>(), new Map<string, string[]>()];
  const isOther =
    listWays(before, old.tree, '', unaffected, ways) && listWays(after, now.tree, '', unaffected, waysNow);
  return (
    isOther &&
    [...unaffected.passed].every(
      (file) => ways.get(file)?.sort().join('\n\n') === waysNow.get(file)?.sort().join('\n\n'),
    )
  );
}

/** Lists in which ways kustomizations are reached; false where something leads into a folder that was passed over. */
function listWays(
  source: AppliedSource,
  node: FolderNode,
  outer: string,
  unaffected: UnaffectedFolders,
  ways: Map<string, string[]>,
): boolean {
  const effect = effectKey(source, node);
  const way = effect === '' ? outer : `${effect}\n${outer}`;
  ways.set(node.file, [...(ways.get(node.file) ?? []), way]);
  if (unaffected.wasPassed(node.folder)) return false;
  for (const child of [...node.children, ...node.components]) {
    if (child.type === 'file' && unaffected.wasPassed(folderOf(child.file))) return false;
    if (child.type === 'folder' && !listWays(source, child, way, unaffected, ways)) return false;
  }
  return true;
}
