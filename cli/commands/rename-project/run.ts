import { loadProject } from '../../../toolkit/project/load-project';
import { renameProject } from '../../../toolkit/rename-project/rename-project';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { projectSource } from '../../command/project-source';
import { requestOptions } from '../../command/action-options';
import { folderChangeJson } from '../../output/folder-change-text';
import { fileJson } from '../../../report/json/plan-json';
import { renamedText } from '../../../report/text/renamed-text';
import { requestJson } from '../../../report/json/request-json';

/** Moves the ledgers of a renamed project: in a Git target through a change request, in a plain folder at once. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context, projectSource(context));
  const [from = ''] = context.args;
  const options = requestOptions(context);
  const change = await renameProject(context, project, from, options);
  const { plan } = change;
  const names = { from, to: project.config.project };
  const shown = { dryRun: options.dryRun, style: context.style };
  const files = plan.files.map(fileJson);
  if (change.kind === 'request') {
    const { result } = change;
    const json = { ...requestJson(result), files };
    return { json, text: renamedText(plan, names, { ...result, ...shown }) };
  }
  const { summary, ...place } = folderChangeJson(change);
  const action = change.changed.length === 0 ? 'none' : 'written';
  return {
    json: { ...place, files, summary },
    text: renamedText(plan, names, { action, url: null, ...shown }),
  };
}
