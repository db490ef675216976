import type { Problem, ProblemCode } from '../invariants/problem';
import type { RepairEdits } from './repair-edits';
import { listInCategory, registerClaim, type RegisterContext } from './repair-orphans';
import type { RepositoryMap } from '../invariants/repository-map';

interface Case {
  readonly map: RepositoryMap;
  readonly problem: Problem;
  readonly edits: RepairEdits;
  readonly context: RegisterContext;
}

/** How a single problem is fixed. Orphans, registry entries and ledgers are repaired as a whole, elsewhere. */
export const FIXES: Readonly<Partial<Record<ProblemCode, (found: Case) => void>>> = {
  'registry-entry-missing': ({ map, problem, edits, context }) => {
    const claim = map.claims.get(problem.path);
    if (claim !== undefined) registerClaim(claim, edits, context);
  },
  'kustomization-entry-missing': ({ map, problem, edits }) => {
    const claim = map.claims.get(problem.path);
    if (claim !== undefined) listInCategory(map, claim, edits);
  },
  'kustomization-dangling': ({ map, problem, edits }) => {
    const category = [...map.categories.values()].find((found) => found.kustomization === problem.path);
    const item = category?.resources?.find((resource) => resource.line === problem.line);
    if (item !== undefined) edits.shared.resources(problem.path).remove(item.value);
  },
  'claim-not-listed': ({ map, problem, edits }) => {
    const claim = map.claims.get(folderOf(problem.path));
    if (claim !== undefined) edits.shared.resources(problem.path).add(fileName(claim.file));
  },
  'location-dangling': ({ map, problem, edits }) => {
    const item = map.locations?.find((target) => target.line === problem.line);
    if (item !== undefined) edits.shared.locations.remove(item.value);
  },
  'location-missing': ({ problem, edits }) => {
    edits.shared.locations.add(`../${problem.path}`);
  },
};

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
