import { deliver } from '../../../toolkit/deliver/deliver';
import { loadProject } from '../../../toolkit/project/load-project';
import { listOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { projectSource } from '../../command/project-source';
import { planOptions, requestOptions } from '../../command/action-options';
import { requestJson } from '../../../report/json/request-json';
import { requestsText } from '../../../report/text/request-text';
import { readCheckedProgram } from '../../program/read-checked-program';
import { showRequests } from './show';

/** Opens, updates, closes or merges the change requests of this project: one, or one for each category or owner. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context, projectSource(context));
  if (context.options['show'] === true) return showRequests(context, project);
  const options = {
    ...planOptions(context),
    ...requestOptions(context),
    acknowledge: listOption(context, 'acknowledge'),
  };
  const results = await deliver(context, project, () => readCheckedProgram(context, project), options);
  const text = requestsText(results, { ...context, dryRun: options.dryRun });
  const [only] = results;
  if (only !== undefined && project.config.request.group === 'all') return { json: requestJson(only), text };
  const writes = results.reduce((sum, result) => sum + result.writes, 0);
  return { json: { requests: results.map(requestJson), writes }, text };
}
