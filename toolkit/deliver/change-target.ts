import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Plan } from '../../core/plan';
import type { PlanInput } from '../../gitops/change-request/change-plan';
import type { TargetRepository } from '../../gitops/git/target-repository';
import type { ActionContext } from '../action-context';
import { planInRounds, type PlannedSnapshot, type RoundPlanner } from '../plan/plan-in-rounds';
import type { Project } from '../project/load-project';
import { openAnyTarget } from '../target/open-any-target';
import { editsOf, type PlannedChange } from './change-plan';
import { convergeRequest, type RequestOptions, type RequestResult } from './converge-request';

/** A change that is planned from the target alone. */
export interface WantedChange {
  readonly planner: RoundPlanner;
  /** Folders and files that the planner looks at. */
  readonly prefixes: readonly string[];
  /** Of the request, where one is needed. */
  readonly group: string;
  /** The request of a plan. */
  readonly requestOf: (
    planned: PlannedSnapshot,
    input: PlanInput,
    repository: TargetRepository,
  ) => PlannedChange | Promise<PlannedChange>;
}

/** What became of a change: a plain folder has it at once, a repository through a change request. */
export type ChangeResult =
  | { readonly kind: 'request'; readonly result: RequestResult; readonly plan: Plan }
  | {
      readonly kind: 'folder';
      readonly plan: Plan;
      readonly folder: string;
      /** Paths written and removed; none in a dry run. */
      readonly changed: readonly string[];
    };

/**
 * Changes the target.
 *
 * @throws ToolkitError `target-missing`, `config-invalid` where a request is needed and the project has no name
 */
export async function changeTarget(
  context: ActionContext,
  project: Project,
  { planner, prefixes, group, requestOf }: WantedChange,
  options: RequestOptions,
): Promise<ChangeResult> {
  const target = await openAnyTarget(context, project);
  if (target?.kind === 'folder') {
    const { folder } = target;
    const { plan } = await planInRounds(planner, await folder.snapshot(prefixes));
    const changed = options.dryRun === true ? [] : await folder.apply(editsOf(plan));
    return { kind: 'folder', plan, folder: folder.path, changed };
  }
  try {
    // The name of the request has the project in it.
    if (project.unnamed !== undefined) throw project.unnamed;
    if (target === undefined) throw new ToolkitError('target-missing', 'no target is configured');
    const { repository } = target;
    const planFor = async (input: PlanInput): Promise<PlannedChange> =>
      requestOf(await planInRounds(planner, input.snapshot, input.openRequestRegistry), input, repository);
    const result = await convergeRequest(context, project, repository, { group, prefixes, planFor }, options);
    return { kind: 'request', result, plan: result.plan.plan };
  } finally {
    await target?.repository.close();
  }
}
