import type { ModelsDocument } from '../../../core/models-document';
import type { ConvergeResult } from '../../../gitops/change-request/converge-options';
import type { ProgramOrigin } from '../../../gitops/review/program-origin';
import type { PlanContext } from '../../../synth/plan/plan-context';
import { createPlanner } from '../../../synth/plan/planner';
import { listOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { requestJson, requestText } from '../../output/request-text';
import { changePlan, type PlannedChange, programCause } from '../../pipeline/change-plan';
import { convergeRequest } from '../../pipeline/converge-request';
import { findGroups } from '../../pipeline/find-groups';
import { loadProject, type Project } from '../../pipeline/load-project';
import { planContext } from '../../pipeline/plan-target';
import { planInRounds } from '../../pipeline/plan-in-rounds';
import { programOrigin } from '../../pipeline/program-origin';
import { readCheckedProgram } from '../../pipeline/read-checked-program';
import { refuseUnacknowledged } from '../../pipeline/refuse-unacknowledged';
import type { RequestGroup } from '../../pipeline/request-groups';
import { targetPrefixes } from '../../pipeline/target-prefixes';

/** Opens, updates, closes or merges the change requests of this project: one, or one for each category or owner. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context);
  const models = await readCheckedProgram(context, project);
  const planning = await planContext(context, project);
  const program = await programOrigin(context, project.folder);
  const results: ConvergeResult<PlannedChange>[] = [];
  for (const group of await findGroups(context, project, models, planning)) {
    const { scope } = group;
    results.push(
      await convergeGroup(context, project, models, { ...planning, scope }, { ...group, program }),
    );
  }
  const warned = new Set<string>();
  for (const issue of results.flatMap((result) => result.plan.plan.warnings)) {
    if (warned.has(issue.message)) continue;
    warned.add(issue.message);
    context.reporter.report({ type: 'warning', issue });
  }
  const dryRun = context.options['dryRun'] === true;
  refuseUnacknowledged(results, context.reporter, dryRun);
  const text = results.map((result) => requestText(result, { ...context, dryRun })).join('\n\n');
  const [only] = results;
  if (only !== undefined && project.config.request.group === 'all') return { json: requestJson(only), text };
  const writes = results.reduce((sum, result) => sum + result.writes, 0);
  return {
    json: { requests: results.map(requestJson), writes },
    text: text === '' ? 'nothing to change' : text,
  };
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
    planFor: async (input) => {
      const planned = await planInRounds(planner, input.snapshot, input.openRequestRegistry);
      return changePlan(planned, project, input, {
        group,
        cause: programCause(inScope, planning),
        acknowledged: listOption(context, 'acknowledge'),
        program,
      });
    },
  });
}
