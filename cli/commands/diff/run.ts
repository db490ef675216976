import type { Plan } from '../../../core/plan';
import { renderDiffMarkdown } from '../../../gitops/review/render-review';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { diffText } from '../../output/diff-text';
import { planJson } from '../../output/plan-json';
import { diffContext } from '../../pipeline/change-plan';
import { loadProject } from '../../pipeline/load-project';
import { withTargetPlan } from '../../pipeline/plan-target';

/** Exit code of `--exit-code` when there are differences. */
const DIFFERENT = 3;

/** Shows what the claims would change in the target. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context);
  return withTargetPlan(context, project, ({ plan }) => {
    const different = isDifferent(plan);
    return Promise.resolve({
      exitCode: different && context.options['exitCode'] === true ? DIFFERENT : 0,
      json: planJson(plan),
      text:
        context.options['markdown'] === true
          ? renderDiffMarkdown(plan, diffContext(project)).trimEnd()
          : diffText(plan, context),
    });
  });
}

function isDifferent(plan: Plan): boolean {
  return plan.files.some((file) => file.action !== 'unchanged');
}
