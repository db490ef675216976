import { ToolkitError } from '../../core/errors/toolkit-error';
import type { RepairPlan } from '../../harvester/repair/repair-repository';
import type { TargetRepository } from '../../gitops/git/target-repository';
import type { ActionContext } from '../action-context';
import {
  convergeRequest,
  type RequestOptions,
  type RequestResult,
  type WantedRequest,
} from '../deliver/converge-request';
import type { Project } from '../project/load-project';
import { refuseUnknownRoot } from '../target/known-root';
import { openFilesTarget, openGitTarget } from '../target/open-any-target';
import { viewOf } from '../target/repository-view';
import { planRepairOf, repairChange, repairEdits, type OrphanDecision } from './plan-repair';

/** What is to be repaired, and how far. */
export interface RepairOptions extends RequestOptions {
  /** Without a decision, orphans end the run with both plans. */
  readonly orphans?: OrphanDecision;
}

/** What became of a repair. */
export type RepairResult = { readonly repair: RepairPlan | undefined } & (
  | { readonly kind: 'request'; readonly result: RequestResult }
  | {
      readonly kind: 'folder';
      readonly folder: string;
      /** Paths written and removed; none in a dry run. */
      readonly changed: readonly string[];
    }
);

/**
 * Repairs what can be: a plain folder or work tree in place, a bare or distant repository through a change request.
 *
 * @throws ToolkitError `target-missing`, `config-invalid` where a request is needed and the project has no name, those of a repair
 */
export async function repairTarget(
  context: ActionContext,
  project: Project,
  { orphans, ...options }: RepairOptions = {},
): Promise<RepairResult> {
  const target = await openFilesTarget(context, project);
  if (target === undefined)
    throw new ToolkitError('target-missing', 'no target is configured, nothing can be repaired');
  if (target.kind === 'folder') {
    const { folder } = target;
    const view = await viewOf(await folder.snapshot(), project);
    refuseUnknownRoot(project, view.index);
    const createdAt = target.workTree === true ? ageOfFiles(context, project) : undefined;
    const repair = await planRepairOf(view, { context, project, orphans, createdAt });
    const changed = options.dryRun === true ? [] : await folder.apply(repairEdits(repair));
    return { kind: 'folder', repair, folder: folder.path, changed };
  }
  try {
    // The name of the request has the project in it.
    if (project.unnamed !== undefined) throw project.unnamed;
    return await throughRequest(context, project, target.repository, { orphans, ...options });
  } finally {
    await target.repository.close();
  }
}

/** When files came into the repository around a work tree, by the branch that is checked out. */
function ageOfFiles(context: ActionContext, project: Project): (path: string) => Promise<Date | undefined> {
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

async function throughRequest(
  context: ActionContext,
  project: Project,
  repository: TargetRepository,
  { orphans, ...options }: RepairOptions,
): Promise<RepairResult> {
  let repair: RepairPlan | undefined;
  const wanted: WantedRequest = {
    group: 'registry-repair',
    prefixes: [],
    planFor: async (input) => {
      const view = await viewOf(input.snapshot, project);
      refuseUnknownRoot(project, view.index);
      const createdAt = async (path: string): Promise<Date | undefined> =>
        input.base === undefined ? undefined : (await repository.firstCommitOf(path, input.base))?.authorDate;
      repair = await planRepairOf(view, { context, project, orphans, createdAt });
      return repairChange(repair, project, input);
    },
  };
  const result = await convergeRequest(context, project, repository, wanted, options);
  return { kind: 'request', repair, result };
}
