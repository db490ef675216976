import type { Issue } from '../../../core/issue';
import type { Change, Plan } from '../../../core/plan';
import { compareBuilds } from '../../../harvester/applied/compare-builds';
import type { EntryPoint } from '../../../harvester/applied/entry-point';
import { MAX_FOLLOWED } from '../../../harvester/applied/resolve-entry-point';
import type { PlanRound } from '../plan-round';
import { AppliedVerdict } from './applied-verdict';
import { plannedTree } from './planned-tree';

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
  const { reader, builds } = round;
  const changed = plan.files.filter(
    ({ path, action }) => action !== 'unchanged' && !isKeptFromClusters(path),
  );
  if (changed.length === 0) return { changes: plan.changes, issues: [] };
  const after = plannedTree(builds.source, changed, round.touched);
  const takesAway = changed.some(({ action }) => action === 'delete');
  const verdict = new AppliedVerdict(plan.changes);
  let followed = 0;
  for (const entryPoint of entryPoints()) {
    // Whoever lists what stands in another category is hit when that goes.
    const isTouched = takesAway || after.changedFolders.has(entryPoint.path);
    if (entryPoint.origin === 'category' && !isTouched) continue;
    const comparison = compareBuilds(builds.source, after, entryPoint);
    followed += comparison.followed + 1;
    if (followed > MAX_FOLLOWED) {
      verdict.giveUp(entryPoint.path);
      break;
    }
    const isNew = (): boolean => entryPoint.path !== '' && !builds.folders.has(entryPoint.path);
    if (comparison.missing.size === 0) verdict.add(comparison, isNew);
    // The standing tree asks for one file of each content; what it did not ask for is asked for here.
    else if (!reader.lacksContents) for (const path of comparison.missing) reader.look(path);
  }
  return { changes: verdict.result(), issues: verdict.issues };

  /** Those of the target as it stands, and as it will. */
  function entryPoints(): Iterable<EntryPoint> {
    const byKey = new Map<string, EntryPoint>();
    // Where files only change, no folder comes or goes.
    const isAsBefore = changed.every(({ action }) => action === 'update');
    for (const { entries } of isAsBefore ? [builds.source] : [builds.source, after]) {
      for (const entryPoint of builds.entryPoints(entries, takesAway ? undefined : after.changedFolders)) {
        const { path, origin, name } = entryPoint;
        byKey.set(JSON.stringify([path, origin, name]), entryPoint);
      }
    }
    return byKey.values();
  }
}

/** What projects keep for themselves: no build reaches into a hidden folder unless somebody lists it by name. */
function isKeptFromClusters(path: string): boolean {
  return /(?:^|\/)\.claims\//.test(path);
}
