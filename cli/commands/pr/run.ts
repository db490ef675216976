import { ToolkitError } from '../../../core/errors/toolkit-error';
import { heldBackClaims } from '../../../core/held-back';
import type { Issue } from '../../../core/issue';
import type { ModelsDocument } from '../../../core/models-document';
import type { Plan } from '../../../core/plan';
import type { ConvergeResult } from '../../../gitops/change-request/converge-options';
import type { ProgramOrigin } from '../../../report/markdown/program-origin';
import type { PlanContext } from '../../../synth/plan/plan-context';
import { createPlanner } from '../../../synth/plan/planner';
import { listOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { counted } from '../../../report/text/diff-text';
import { requestJson } from '../../../report/json/request-json';
import { requestText } from '../../../report/text/request-text';
import { joined, own } from '../../../report/text/shown';
import { changePlan, type PlannedChange, programCause } from '../../pipeline/change-plan';
import { convergeRequest } from '../../pipeline/converge-request';
import { findGroups } from '../../pipeline/find-groups';
import { loadProject, type Project } from '../../pipeline/load-project';
import { planContext } from '../../pipeline/plan-target';
import { pathHistory, refuseUnknownClaims } from '../../pipeline/named-claims';
import { planInRounds } from '../../pipeline/plan-in-rounds';
import { programOrigin } from '../../pipeline/program-origin';
import { readCheckedProgram } from '../../pipeline/read-checked-program';
import { refuseUnacknowledged } from '../../pipeline/refuse-unacknowledged';
import { showRequests } from './show';
import type { RequestGroup } from '../../pipeline/request-groups';
import { targetPrefixes } from '../../pipeline/target-prefixes';

/** Up to this many claims are named in a warning. */
const MOST_NAMED = 5;

/** Opens, updates, closes or merges the change requests of this project: one, or one for each category or owner. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context);
  if (context.options['show'] === true) return showRequests(context, project);
  const models = await readCheckedProgram(context, project);
  const planning = await planContext(context, project);
  const program = await programOrigin(context, project.folder);
  const results: ConvergeResult<PlannedChange>[] = [];
  const foreign: ToolkitError[] = [];
  for (const group of await findGroups(context, project, models, planning)) {
    const { scope } = group;
    try {
      results.push(
        await convergeGroup(context, project, models, { ...planning, scope }, { ...group, program }),
      );
    } catch (error) {
      // What somebody pushed to one request does not stop the others.
      if (!ToolkitError.isToolkitError(error) || error.code !== 'request-foreign-commits') throw error;
      // A group that the program does not know is none of ours any more, or never was.
      if (scope?.size === 0) context.reporter.report({ type: 'note', message: error.message });
      else foreign.push(error);
    }
  }
  refuseForeign(foreign, results, context);
  const warned = new Set<string>();
  const plans = results.map((result) => result.plan.plan);
  for (const issue of [...plans.flatMap((plan) => plan.warnings), ...heldBackWarning(plans)]) {
    if (warned.has(issue.message)) continue;
    warned.add(issue.message);
    context.reporter.report({ type: 'warning', issue });
  }
  const dryRun = context.options['dryRun'] === true;
  refuseUnacknowledged(results, context.reporter, dryRun);
  const text = joined(
    results.map((result) => requestText(result, { ...context, dryRun })),
    '\n\n',
  );
  const [only] = results;
  if (only !== undefined && project.config.request.group === 'all') return { json: requestJson(only), text };
  const writes = results.reduce((sum, result) => sum + result.writes, 0);
  return {
    json: { requests: results.map(requestJson), writes },
    text: text === '' ? own('nothing to change') : text,
  };
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
      message: `${counted(claims.length, 'claim')} ${verb} from the target and cannot be changed: ${shown}${more}`,
      ...(claims.length === 1 && { construct: first }),
    },
  ];
}

/** The last word of a run that left requests alone because of what others pushed to them: what was done beside them, then the error. */
function refuseForeign(
  foreign: readonly ToolkitError[],
  results: readonly ConvergeResult<PlannedChange>[],
  { reporter }: CommandContext,
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

function convergeGroup(
  context: CommandContext,
  project: Project,
  models: ModelsDocument,
  planning: PlanContext,
  { group, scope, program }: RequestGroup & { readonly program: ProgramOrigin | undefined },
): Promise<ConvergeResult<PlannedChange>> {
  const planner = createPlanner(models, planning);
  const inScope =
    scope === undefined
      ? models
      : { ...models, claims: models.claims.filter(({ constructPath }) => scope.has(constructPath)) };
  return convergeRequest(context, project, {
    group,
    prefixes: targetPrefixes(project.config.root),
    planFor: async (input, repository) => {
      const planned = await planInRounds(planner, input.snapshot, input.openRequestRegistry);
      await refuseUnknownClaims(context, {
        declared: models.claims.map(({ constructPath }) => constructPath),
        root: project.config.root,
        snapshot: planned.snapshot,
        wasThere: pathHistory(repository, input.base),
      });
      return changePlan(planned, project, input, {
        group,
        cause: programCause(inScope, planning),
        acknowledged: listOption(context, 'acknowledge'),
        program,
      });
    },
  });
}
