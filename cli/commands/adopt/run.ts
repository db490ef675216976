import { resolve } from 'node:path';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { adoptTarget } from '../../../toolkit/adopt/adopt-target';
import { writeAdopted } from '../../../toolkit/adopt/write-adopted';
import { loadProject } from '../../../toolkit/project/load-project';
import { textOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { adoptOptions } from '../../command/action-options';
import { projectSource } from '../../command/project-source';
import { managerOf } from '../../command/package-manager';
import { adoptedText } from '../../output/adopted-text';

/** Writes a program for the claims of an existing repository. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const [repository] = context.args;
  if (repository === undefined) throw new ToolkitError('usage-invalid', 'name the repository to adopt');
  const project = await loadProject(context, projectSource(context));
  const adopted = await adoptTarget(context, project, adoptOptions(context, repository));
  const folder = resolve(context.cwd, textOption(context, 'out') ?? '.');
  const files = await writeAdopted(context, adopted, folder);
  return {
    json: {
      out: folder,
      project: adopted.project,
      claims: adopted.models.claims.map(({ constructPath }) => constructPath),
      files,
      rule: adopted.rule,
      leftOut: adopted.leftOut,
      summary: adopted.plan?.summary ?? null,
    },
    text: adoptedText(adopted, folder, files, { ...context, ...managerOf(folder, context.env) }),
  };
}
