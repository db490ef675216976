import type { Problem } from './problem';
import { belowRoot } from '../paths';
import { joinPath } from '../applied/tree-paths';
import type { RepositoryMap } from './repository-map';

const SYMLINK = '120000';

/** Paths below the claims root: symbolic links that lead out of it, and names that some disks cannot tell apart. */
export function checkPaths(map: RepositoryMap): Problem[] {
  const problems: Problem[] = [];
  const { index, root, contents } = map.view;
  const isBelow = (path: string): boolean => belowRoot(root, path) !== undefined;
  const byLowerCase = new Map<string, string>();
  const collides = (path: string): void => {
    const lower = path.toLowerCase();
    const twin = byLowerCase.get(lower);
    if (twin === undefined) byLowerCase.set(lower, path);
    else if (parentOf(twin) === parentOf(path)) {
      const message = `is the same as ${twin} on disks that ignore letter case`;
      problems.push({ code: 'case-collision', path, message, repairable: false });
    }
  };
  for (const directory of [...map.directories].sort()) if (isBelow(directory)) collides(directory);
  for (const [path, { mode }] of index.entries) {
    if (!isBelow(path)) continue;
    collides(path);
    if (mode !== SYMLINK) continue;
    const target = contents.get(path) ?? '';
    const end = joinPath(parentOf(path), target);
    if (end !== undefined && isBelow(end)) continue;
    const message = `the symbolic link leads out of ${root}, to ${target || 'an unknown place'}`;
    problems.push({ code: 'path-outside-root', path, message, repairable: false });
  }
  return problems;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
