import { statusText } from '../../../report/text/status-text';
import { STATUS_FILTERS } from '../../../toolkit/list/known-filters';
import { loadProject } from '../../../toolkit/project/load-project';
import { claimStates } from '../../../toolkit/status/claim-states';
import { shownPart } from '../../command/action-options';
import { textOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { projectSource } from '../../command/project-source';

/** Tells how claims are in their clusters. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context, projectSource(context), { projectOptional: true });
  const states = await claimStates(context, project, {
    claims: shownPart(context).only ?? [],
    filters: Object.fromEntries(STATUS_FILTERS.map((filter) => [filter, textOption(context, filter)])),
    from: textOption(context, 'from') ?? project.config.statusUrl,
  });
  return { json: states, text: statusText(states, { ...context, now: context.clock.now() }) };
}
