import { loadProject } from '../../../toolkit/project/load-project';
import { synthProgram } from '../../../toolkit/synth/synth-program';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { projectSource } from '../../command/project-source';
import { fileJson } from '../../../report/json/plan-json';
import { synthText } from '../../output/synth-text';
import { readCheckedProgram } from '../../program/read-checked-program';

/** Writes the planned tree to the output folder. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context, projectSource(context));
  const models = () => readCheckedProgram(context, project);
  const force = context.options['force'] === true;
  const tree = await synthProgram(context, project, models, { force });
  const { plan, output, written } = tree;
  return {
    json: {
      files: plan.files.filter((file) => file.action !== 'delete').map(fileJson),
      summary: plan.summary,
      output,
      ...written,
    },
    text: synthText(tree, context),
  };
}
