import type { SnapshotIndex } from '../../core/snapshot';
import { foldersIn, joinPath } from '../../harvester/applied/tree-paths';

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
  const resolved = target.includes('/') ? joinPath(path.slice(0, path.lastIndexOf('/')), target) : undefined;
  if (resolved === undefined) return undefined;
  return entries.has(resolved) || foldersIn(entries).has(resolved) ? target : undefined;
}
