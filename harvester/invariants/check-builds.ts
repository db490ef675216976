import { mayBeThere } from '../../core/snapshot';
import type { BuildProblem } from '../applied/build-tree';
import { sameItem } from '../string-list';
import type { Problem, ProblemCode } from './problem';
import type { RepositoryMap } from './repository-map';

const CODES: Readonly<Record<BuildProblem['what'], ProblemCode>> = {
  dangling: 'kustomization-dangling',
  outside: 'path-outside-root',
  ambiguous: 'kustomization-ambiguous',
  unreadable: 'file-unreadable',
  twice: 'object-applied-twice',
  refused: 'build-failed',
};

/**
 * What keeps a folder that is built for a cluster from building. A folder without kustomization is passed over where nobody says that Flux builds it:
 * Argo CD leaves out what is no manifest.
 */
export function checkBuilds(map: RepositoryMap): Problem[] {
  const found = new Map<string, Problem>();
  for (const { builder, entryPoint, problems } of map.applied.builds) {
    if (builder === 'flux-generated' && entryPoint.origin !== 'flux') continue;
    for (const problem of problems) {
      if (isTold(map, problem)) continue;
      const { file, line, reason, what } = problem;
      const code = CODES[what];
      const repairable = what === 'dangling' && isOurs(map, problem);
      found.set(`${code} ${file} ${line} ${reason}`, { code, path: file, line, message: reason, repairable });
    }
  }
  return [...found.values()];
}

/** Whether it is a problem already that says more, or none that anybody can be sure of. */
function isTold(map: RepositoryMap, { what, file, line, target }: BuildProblem): boolean {
  const { view, unreadable } = map;
  if (what === 'unreadable') return unreadable.some(({ path }) => path === file);
  if (what === 'twice') return map.twins.has(`${file}:${line}`);
  if (what === 'refused') return unreadable.some(({ path }) => path === file);
  if (what !== 'dangling' || target === undefined) return false;
  // A claim folder without kustomization is reported as such.
  const isClaim = map.claims.has(target) && !view.index.entries.has(target);
  return isClaim || mayBeThere(view.index, target);
}

/** The entry of a claim folder that is gone, in the kustomization of its category. */
function isOurs(map: RepositoryMap, { file, entry = '', target = '' }: BuildProblem): boolean {
  const name = sameItem(entry);
  if (name === '' || name.includes('/') || map.directories.has(target)) return false;
  return [...map.categories.values()].some(({ kustomization }) => kustomization === file);
}
