import type { SnapshotIndex } from '../../core/snapshot';
import { foldersOf } from '../../harvester/applied/tree-paths';
import { resolvePath } from '../../harvester/invariants/relative-path';

const foldersOfIndex = new WeakMap<SnapshotIndex, ReadonlySet<string>>();
const ONE_LINE = /^[^\n\r:#]{1,1024}\n?$/;

/**
 * Where a file leads that holds nothing but a path: that is how a symbolic link comes out where links are switched off (core.symlinks,
 * git-config(1)).
 *
 * @returns undefined for every other text
 */
export function linkText(text: string, path: string, index: SnapshotIndex): string | undefined {
  if (!ONE_LINE.test(text)) return undefined;
  const { entries } = index;
  const target = text.trimEnd();
  const resolved = target.includes('/')
    ? resolvePath(path.slice(0, path.lastIndexOf('/')), target)
    : undefined;
  if (resolved === undefined) return undefined;
  return entries.has(resolved) || folders(index).has(resolved) ? target : undefined;
}

function folders(index: SnapshotIndex): ReadonlySet<string> {
  let known = foldersOfIndex.get(index);
  if (known === undefined) foldersOfIndex.set(index, (known = foldersOf(index.entries.keys())));
  return known;
}
