import type { Issue } from '../../../core/issue';
import type { Change, Plan } from '../../../core/plan';
import { compareBuilds } from '../../../harvester/applied/compare-builds';
import type { EntryPoint } from '../../../harvester/applied/entry-point';
import { entryPointFiles, entryPointsOf } from '../../../harvester/applied/entry-points';
import { findEntryPoints } from '../../../harvester/applied/find-entry-points';
import { isIn } from '../../../harvester/applied/tree-paths';
import type { PlanRound } from '../plan-round';
import { AppliedVerdict } from './applied-verdict';
import { plannedTree, standingTree } from './planned-tree';

/** A plan of which it is known what it does to the cluster. */
export interface CheckedPlan {
  readonly changes: readonly Change[];
  /** Errors, and warnings about entry points of which nothing can be told. */
  readonly issues: readonly Issue[];
}

/**
 * Compares what the entry points of the target give the cluster before and after a plan: exactly what the plan names may enter, leave or change.
 * Reads nothing where the plan changes no file beside ledgers. While anything is still to be read, what is returned does not count.
 */
export function checkAppliedSet(round: PlanRound, plan: Plan): CheckedPlan {
  const { snapshot, reader, context } = round;
  const { root } = context.config;
  const changed = plan.files.filter(
    ({ path, action }) => action !== 'unchanged' && !isKeptFromClusters(path),
  );
  if (changed.length === 0) return { changes: plan.changes, issues: [] };
  const standing = snapshot.index.entries;
  const before = standingTree(standing, reader);
  const after = plannedTree(standing, changed, reader);
  const verdict = new AppliedVerdict(plan.changes);
  const folders = foldersOf(standing.keys());
  for (const entryPoint of entryPoints()) {
    if (entryPoint.origin === 'category' && !changed.some(({ path }) => isIn(entryPoint.path, path)))
      continue;
    const comparison = compareBuilds(before, after, entryPoint);
    const isNew = entryPoint.path !== '' && !folders.has(entryPoint.path);
    if (comparison.missing.size === 0) verdict.add(comparison, isNew);
    else for (const path of comparison.missing) reader.text(path);
  }
  return { changes: verdict.result(), issues: verdict.issues };

  function entryPoints(): EntryPoint[] {
    const texts: (readonly [string, string])[] = [];
    for (const path of entryPointFiles(standing, root)) {
      const text = reader.text(path);
      if (text !== undefined) texts.push([path, text]);
    }
    const found = findEntryPoints(texts, { folders, slug: round.knownRepository });
    const setting = context.config.entryPoints;
    const byKey = new Map<string, EntryPoint>();
    for (const { entries } of [before, after]) {
      for (const entryPoint of entryPointsOf({ entries, root, found, setting })) {
        const { path, origin, name } = entryPoint;
        byKey.set(JSON.stringify([path, origin, name]), entryPoint);
      }
    }
    return [...byKey.values()];
  }
}

/** What projects keep for themselves: no build reaches into a hidden folder unless somebody lists it by name. */
function isKeptFromClusters(path: string): boolean {
  return /(?:^|\/)\.claims\//.test(path);
}

function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
