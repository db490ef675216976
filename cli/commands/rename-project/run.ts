import { fileJson } from '../../../report/json/plan-json';
import { requestJson } from '../../../report/json/request-json';
import { renamedText } from '../../../report/text/renamed-text';
import { loadProject } from '../../../toolkit/project/load-project';
import { renameProject } from '../../../toolkit/rename-project/rename-project';
import { requestOptions } from '../../command/action-options';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { projectSource } from '../../command/project-source';
import { folderAction, folderChangeJson } from '../../output/folder-change-text';

/** Moves the ledgers of a renamed project: in a Git target through a change request, in a plain folder at once. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context, projectSource(context));
  const [from = ''] = context.args;
  const { style } = context;
  const options = requestOptions(context);
  const change = await renameProject(context, project, from, options);
  const { plan } = change.planned;
  const { dryRun } = options;
  const names = { from, to: project.config.project };
  const files = plan.files.map(fileJson);
  if (change.kind === 'request') {
    const { result, planned } = change;
    const text = renamedText(plan, names, { ...result, dryRun, style });
    return { json: { ...requestJson({ ...result, plan: planned }), files }, text };
  }
  const { summary, ...place } = folderChangeJson(change);
  const action = folderAction(change);
  const text = renamedText(plan, names, { action, url: null, dryRun, style });
  return { json: { ...place, files, summary }, text };
}
