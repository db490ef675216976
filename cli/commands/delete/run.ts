import { requestJson } from '../../../report/json/request-json';
import { requestText } from '../../../report/text/request-text';
import { loadProject } from '../../../toolkit/project/load-project';
import { removeClaims } from '../../../toolkit/remove/remove-claims';
import { requestOptions } from '../../command/action-options';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { projectSource } from '../../command/project-source';
import { folderChangeJson, folderChangeText } from '../../output/folder-change-text';
import { readProgram } from '../../program/read-program';

/** Removes claims that no program declares: from a Git target through a change request, from a plain folder at once. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context, projectSource(context), { projectOptional: true });
  const options = requestOptions(context);
  const change = await removeClaims(context, project, context.args, {
    ...options,
    ...(project.config.app !== undefined && { declared: () => readProgram(context, project) }),
  });
  const shown = { ...context, dryRun: options.dryRun };
  if (change.kind === 'folder') {
    return { json: folderChangeJson(change), text: folderChangeText(change, shown) };
  }
  const outcome = { ...change.result, plan: change.planned };
  return { json: requestJson(outcome), text: requestText(outcome, shown) };
}
