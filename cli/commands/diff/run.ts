import type { Plan } from '../../../core/plan';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { diffMarkdown } from '../../../report/markdown/diff-markdown';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { diffText } from '../../../report/text/diff-text';
import { visibleLines, type Shown } from '../../../report/text/shown';
import { planJson } from '../../../report/json/plan-json';
import { describePlan, type PlanView } from '../../../report/view/plan-view';
import { diffContext } from '../../../toolkit/deliver/change-plan';
import { programOrigin } from '../../../toolkit/program-origin/program-origin';
import { planOptions, shownPart } from '../../command/action-options';
import { projectSource } from '../../command/project-source';
import { readCheckedProgram } from '../../program/read-checked-program';
import { loadProject, type Project } from '../../../toolkit/project/load-project';
import { planProgram } from '../../../toolkit/plan/plan-program';
import { watchDiff, type ShowDiff } from './watch';

/** Exit code of `--exit-code` when there are differences. */
const DIFFERENT = 3;

/** Shows what the claims would change in the target, once or whenever the program changes. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const exitCode = context.options['exitCode'] === true;
  const show: ShowDiff = async (plan, project) => {
    const view = describePlan(plan);
    return {
      exitCode: exitCode && isDifferent(view) ? DIFFERENT : 0,
      json: planJson(view),
      text:
        context.options['markdown'] === true
          ? await markdown(context, plan, project)
          : diffText(view, context),
    };
  };
  if (context.options['watch'] === true) {
    if (exitCode) {
      throw new ToolkitError('usage-invalid', '--watch never ends by itself, leave out --exit-code');
    }
    return watchDiff(context, show);
  }
  const project = await loadProject(context, projectSource(context));
  const models = () => readCheckedProgram(context, project);
  return show(
    await planProgram(context, project, models, { ...planOptions(context), ...shownPart(context) }),
    project,
  );
}

/** What cannot be delivered is a difference as much as what is still to be. */
function isDifferent({ touched, heldBack }: PlanView): boolean {
  return touched.length > 0 || heldBack.length > 0;
}

async function markdown(context: CommandContext, plan: Plan, project: Project): Promise<Shown> {
  const program = await programOrigin(context, project.folder);
  return visibleLines(diffMarkdown(plan, diffContext(project, program)).trimEnd());
}
