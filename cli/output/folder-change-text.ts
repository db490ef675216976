import { counted } from '../../report/text/counted';
import { keptJson } from '../../report/json/plan-json';
import { diffText } from '../../report/text/diff-text';
import type { RequestTextOptions } from '../../report/text/request-text';
import { line, own, visible, type Shown } from '../../report/text/shown';
import { describePlan } from '../../report/view/plan-view';
import type { ChangeResult } from '../../toolkit/deliver/change-target';
import type { PlannedSnapshot } from '../../toolkit/plan/plan-in-rounds';

type FolderChange<Planned> = Extract<ChangeResult<Planned>, { readonly kind: 'folder' }>;

/** What became of a plain folder, as `--json` prints it: with the fields of a request. */
export function folderChangeJson(change: FolderChange<PlannedSnapshot>): Readonly<Record<string, unknown>> {
  return {
    action: folderAction(change),
    url: null,
    branch: null,
    base: null,
    commit: null,
    writes: change.changed.length,
    kept: describePlan(change.planned.plan).kept.map(keptJson),
    summary: change.planned.plan.summary,
  };
}

/** The same for people: the diff, then what was done. */
export function folderChangeText(change: FolderChange<PlannedSnapshot>, options: RequestTextOptions): Shown {
  const done = options.style.paint(['bold', 'green'], folderDone(change, options.dryRun));
  return line`${diffText(describePlan(change.planned.plan), options)}\n\n${done}`;
}

/** What was done to a plain folder, in one word. */
export function folderAction({ changed }: FolderChange<unknown>): 'none' | 'written' {
  return changed.length === 0 ? 'none' : 'written';
}

/** What was done to a plain folder, in a few words. */
export function folderDone({ changed, folder }: FolderChange<unknown>, dryRun: boolean): Shown {
  return dryRun
    ? own('dry run, nothing written')
    : line`${counted(changed.length, 'file')} changed in ${visible(folder)}`;
}
