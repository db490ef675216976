import { ToolkitError } from '../../core/errors/toolkit-error';
import type { PlanInput } from '../../gitops/change-request/change-plan';
import type { RepairPlan } from '../../harvester/repair/repair-repository';
import type { ActionContext } from '../action-context';
import { changeTarget, requestOfEdits, type ChangeResult, type WantedChange } from '../deliver/change-target';
import type { RequestOptions } from '../deliver/converge-request';
import type { Project } from '../project/load-project';
import { refuseUnknownRoot } from '../target/known-root';
import { openFilesTarget, openGitTarget, type AnyTarget } from '../target/open-any-target';
import { viewOf } from '../target/repository-view';
import {
  planRepairOf,
  repairSections,
  repairEdits,
  type OrphanDecision,
  type RepairInput,
} from './plan-repair';

/** What is to be repaired, and how far. */
export interface RepairOptions extends RequestOptions {
  /** Without a decision, orphans end the run with both plans. */
  readonly orphans?: OrphanDecision;
}

/**
 * Repairs what can be: a plain folder or work tree in place, a bare or distant repository through a change request.
 *
 * @throws ToolkitError `target-missing`, those of a repair and of {@link changeTarget}
 */
export async function repairTarget(
  context: ActionContext,
  project: Project,
  { orphans, ...options }: RepairOptions = {},
): Promise<ChangeResult<RepairPlan>> {
  const target = await openFilesTarget(context, project);
  if (target === undefined) {
    throw new ToolkitError('target-missing', 'no target is configured, nothing can be repaired');
  }
  const wanted: WantedChange<RepairPlan> = {
    prefixes: [],
    planFrom: async (reader, input) => {
      const view = await viewOf(reader, project);
      refuseUnknownRoot(project, view.index);
      const createdAt = ageOfFiles(context, project, target, input);
      return planRepairOf(view, { context, project, orphans, createdAt });
    },
    editsOf: repairEdits,
    kind: 'repair',
    group: 'registry-repair',
    requestOf: (repair, input) => {
      const title = `claims(${project.config.project}): repair the registry`;
      return requestOfEdits(repairEdits(repair), { title, sections: repairSections(repair) }, input);
    },
  };
  return changeTarget(context, project, target, wanted, options);
}

/** When files came into a repository: by its base, or, for a work tree, by the branch that is checked out. */
function ageOfFiles(
  context: ActionContext,
  project: Project,
  target: AnyTarget,
  input: PlanInput | undefined,
): RepairInput['createdAt'] {
  if (target.kind === 'git') {
    const base = input?.base;
    return async (path) =>
      base === undefined ? undefined : (await target.repository.firstCommitOf(path, base))?.authorDate;
  }
  if (target.workTree !== true) return undefined;
  return async (path) => {
    const repository = await openGitTarget(context, project);
    try {
      const branch = await repository.defaultBranch();
      const ref = `refs/heads/${branch ?? ''}`;
      const head = (await repository.fetch([ref])).get(ref);
      return head === undefined ? undefined : (await repository.firstCommitOf(path, head))?.authorDate;
    } finally {
      await repository.close();
    }
  };
}
