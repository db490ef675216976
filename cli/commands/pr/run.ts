import { createPlanner } from '../../../synth/plan/planner';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { requestJson, requestText } from '../../output/request-text';
import { changePlan, programCause } from '../../pipeline/change-plan';
import { convergeRequest } from '../../pipeline/converge-request';
import { loadProject } from '../../pipeline/load-project';
import { planContext } from '../../pipeline/plan-target';
import { planInRounds } from '../../pipeline/plan-in-rounds';
import { readProgram } from '../../pipeline/read-program';
import { targetPrefixes } from '../../pipeline/target-prefixes';

/** One change request for all claims of the project. */
const ALL = 'all';

/** Opens, updates, closes or merges the change request of this project. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context);
  const models = await readProgram(context, project);
  const planning = await planContext(context, project);
  const planner = createPlanner(models, planning);
  const result = await convergeRequest(context, project, {
    group: ALL,
    prefixes: targetPrefixes(project.config.root),
    planFor: async (input) => {
      const planned = await planInRounds(planner, input.snapshot, input.openRequestRegistry);
      return changePlan(planned, project, input, {
        group: ALL,
        cause: programCause(models, planning.config),
      });
    },
  });
  for (const issue of result.plan.plan.warnings) context.reporter.report({ type: 'warning', issue });
  const dryRun = context.options['dryRun'] === true;
  return { json: requestJson(result), text: requestText(result, { ...context, dryRun }) };
}
