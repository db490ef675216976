import { ToolkitError } from '../../core/errors/toolkit-error';
import { heldBackClaims } from '../../core/held-back';
import type { Issue } from '../../core/issue';
import type { ModelsDocument } from '../../core/models-document';
import type { Plan } from '../../core/plan';
import { countOf } from '../../core/text/count-of';
import type { PlanInput } from '../../gitops/change-request/change-plan';
import type { TargetRepository } from '../../gitops/git/target-repository';
import type { ProgramOrigin } from '../../report/view/program-origin';
import type { PlanContext } from '../../synth/plan/plan-context';
import { createPlanner } from '../../synth/plan/planner';
import type { ActionContext } from '../action-context';
import { modelsOf, type ModelsSource } from '../models-source';
import { refuseUnknownClaims } from '../plan/named-claims';
import { planInRounds } from '../plan/plan-in-rounds';
import { planContext, type PlanOptions } from '../plan/plan-options';
import { programOrigin } from '../program-origin/program-origin';
import type { Project } from '../project/load-project';
import { openGitTarget } from '../target/open-any-target';
import { pathHistory } from '../target/path-history';
import { wholeTarget } from '../target/target-prefixes';
import { changePlan, type PlannedChange, programCause, type RequestResult } from './change-plan';
import { convergeRequest, type RequestOptions } from './converge-request';
import { findGroups } from './find-groups';
import { refuseUnacknowledged } from './refuse-unacknowledged';
import type { RequestGroup } from './request-groups';

/** What may be said about a delivery. */
export interface DeliverOptions extends PlanOptions, RequestOptions {
  /** Claims (`<category>/<name>`) of which a person said that their objects may be deleted. */
  readonly acknowledge?: readonly string[];
}

/** Up to this many claims are named in a warning. */
const MOST_NAMED = 5;

/**
 * Brings the change requests of a project about: opened, updated, closed or merged; one, or one for each category or owner.
 *
 * @throws ToolkitError `request-foreign-commits` and `acknowledgement-missing` once everything else is done, and those of planning,
 * Git and the forge
 */
export async function deliver(
  context: ActionContext,
  project: Project,
  source: ModelsSource,
  options: DeliverOptions = {},
): Promise<readonly RequestResult[]> {
  const models = await modelsOf(source);
  const planning = await planContext(context, project, options);
  const program = await programOrigin(context, project.folder);
  const { results, foreign } = await convergeGroups(context, project, { models, planning, program }, options);
  refuseForeign(foreign, results, context);
  const plans = results.map((result) => result.plan.plan);
  const warned = new Set<string>();
  for (const issue of [...plans.flatMap((plan) => plan.warnings), ...heldBackWarning(plans)]) {
    if (warned.has(issue.message)) continue;
    warned.add(issue.message);
    context.reporter.report({ type: 'warning', issue });
  }
  refuseUnacknowledged(results, context.reporter, options.dryRun === true);
  return results;
}

interface Delivery {
  readonly models: ModelsDocument;
  readonly planning: PlanContext;
  readonly program: ProgramOrigin | undefined;
}

/** What somebody pushed to one request does not stop the others. */
async function convergeGroups(
  context: ActionContext,
  project: Project,
  delivery: Delivery,
  options: DeliverOptions,
): Promise<{ readonly results: RequestResult[]; readonly foreign: ToolkitError[] }> {
  const results: RequestResult[] = [];
  const foreign: ToolkitError[] = [];
  const repository = await openGitTarget(context, project);
  try {
    const { models, planning } = delivery;
    for (const group of await findGroups(context, project, repository, models, planning)) {
      try {
        results.push(await convergeGroup(context, project, repository, { ...delivery, ...group }, options));
      } catch (error) {
        if (!ToolkitError.isToolkitError(error) || error.code !== 'request-foreign-commits') throw error;
        // A group that the program does not know is none of ours any more, or never was.
        if (group.scope?.size === 0) context.reporter.report({ type: 'note', message: error.message });
        else foreign.push(error);
      }
    }
    return { results, foreign };
  } finally {
    await repository.close();
  }
}

function convergeGroup(
  context: ActionContext,
  project: Project,
  repository: TargetRepository,
  { models, planning, program, group, scope }: Delivery & RequestGroup,
  options: DeliverOptions,
): Promise<RequestResult> {
  const scoped = { ...planning, scope };
  const planner = createPlanner(models, scoped);
  const inScope =
    scope === undefined
      ? models
      : { ...models, claims: models.claims.filter(({ constructPath }) => scope.has(constructPath)) };
  const planFor = async (input: PlanInput): Promise<PlannedChange> => {
    const planned = await planInRounds(planner, input.snapshot, input.openRequestRegistry?.toString());
    await refuseUnknownClaims(options, {
      declared: models.claims.map(({ constructPath }) => constructPath),
      root: project.config.root,
      snapshot: planned.snapshot,
      wasThere: pathHistory(repository, input.base),
    });
    return changePlan(planned, project, input, {
      group,
      cause: programCause(inScope, scoped),
      acknowledged: options.acknowledge ?? [],
      program,
    });
  };
  const prefixes = wholeTarget(project.config.root);
  const wanted = { kind: 'claims', group, prefixes, planFor } as const;
  return convergeRequest(context, project, repository, wanted, options);
}

/** Said of every run, for nothing else may change and no request be open. */
function heldBackWarning(plans: readonly Plan[]): Issue[] {
  const claims = heldBackClaims(plans.flatMap((plan) => plan.kept));
  const [first] = claims;
  if (first === undefined) return [];
  const shown = claims.slice(0, MOST_NAMED).join(', ');
  const more = claims.length > MOST_NAMED ? ` and ${claims.length - MOST_NAMED} more` : '';
  const verb = claims.length === 1 ? 'differs' : 'differ';
  return [
    {
      code: 'change-held-back',
      severity: 'warning',
      message: `${countOf(claims.length, 'claim')} ${verb} from the target and cannot be changed: ${shown}${more}`,
      ...(claims.length === 1 && { construct: first }),
    },
  ];
}

/** The last word of a run that left requests alone because of what others pushed to them: what was done beside them, then the error. */
function refuseForeign(
  foreign: readonly ToolkitError[],
  results: readonly RequestResult[],
  { reporter }: ActionContext,
): void {
  const [first] = foreign;
  if (first === undefined) return;
  for (const { url, branch, action, writes } of results) {
    if (writes > 0) reporter.report({ type: 'note', message: `change request ${action}: ${url ?? branch}` });
  }
  if (foreign.length === 1) throw first;
  throw new ToolkitError(first.code, foreign.map(({ message }) => message).join('; '), {
    data: { requests: foreign.map(({ data }) => data) },
  });
}
