import { ToolkitError } from '../../../core/errors/toolkit-error';
import { verifyRepository } from '../../../harvester/invariants/verify-repository';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { problemCount, problemsText } from '../../../report/text/problems-text';
import { line, own } from '../../../report/text/shown';
import { loadProject } from '../../pipeline/load-project';
import { refuseUnknownRoot } from '../../pipeline/known-root';
import { openFilesTarget } from '../../pipeline/open-any-target';
import { readView } from '../../pipeline/repository-view';

/** Exit code when an invariant is broken. */
const BROKEN = 4;

/** Checks the invariants of a target. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context, { projectOptional: true });
  const target = await openFilesTarget(context, project);
  if (target === undefined)
    throw new ToolkitError('target-missing', 'no target is configured, nothing can be verified');
  try {
    const view = await readView(target, project);
    refuseUnknownRoot(context, view.index);
    const problems = verifyRepository(view);
    if (problems.length === 0)
      return { json: { problems }, text: context.style.paint('green', own('no problems')) };
    const list = problemsText(problems, context.style, context.columns);
    return { exitCode: BROKEN, json: { problems }, text: line`${list}\n\n${problemCount(problems)}` };
  } finally {
    if (target.kind === 'git') await target.repository.close();
  }
}
