import { loadProject } from '../../../toolkit/project/load-project';
import { verifyTarget } from '../../../toolkit/verify/verify-target';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { projectSource } from '../../command/project-source';
import { problemCount, problemsText } from '../../../report/text/problems-text';
import { line, own } from '../../../report/text/shown';

/** Exit code when an invariant is broken. */
const BROKEN = 4;

/** Checks the invariants of a target. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context, projectSource(context), { projectOptional: true });
  const problems = await verifyTarget(context, project);
  if (problems.length === 0) {
    return { json: { problems }, text: context.style.paint('green', own('no problems')) };
  }
  const list = problemsText(problems, context.style, context.columns);
  return { exitCode: BROKEN, json: { problems }, text: line`${list}\n\n${problemCount(problems)}` };
}
