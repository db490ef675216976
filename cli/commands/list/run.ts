import { ToolkitError } from '../../../core/errors/toolkit-error';
import { FILTERS } from '../../../toolkit/list/known-filters';
import { listClaims } from '../../../toolkit/list/list-claims';
import { loadProject } from '../../../toolkit/project/load-project';
import { textOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { projectSource } from '../../command/project-source';
import { listText } from '../../output/list-text';
import { readProgram } from '../../program/read-program';

/** Lists the claims of the registry, or of the program. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context, projectSource(context), { projectOptional: true });
  const fromProgram = context.options['program'] === true || project.config.target === undefined;
  if (fromProgram && project.config.app === undefined) {
    throw new ToolkitError(
      'target-missing',
      'neither a target nor a program is configured, nothing can be listed',
    );
  }
  const claims = await listClaims(context, project, {
    ...(fromProgram && { models: () => readProgram(context, project) }),
    filters: Object.fromEntries(FILTERS.map((filter) => [filter, textOption(context, filter)])),
  });
  return { json: claims, text: listText(claims, { ...context, fromProgram }) };
}
