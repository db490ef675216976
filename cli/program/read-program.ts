import { ToolkitError } from '../../core/errors/toolkit-error';
import type { ModelsDocument } from '../../core/models-document';
import type { CommandContext } from '../command/command-module';
import { runProgram } from './run-program';
import type { Project } from '../../toolkit/project/load-project';

/**
 * Runs the program of a project. Issues in the document are not judged here: the planner refuses them all at once.
 *
 * @throws ToolkitError `program-not-configured` and those of {@link runProgram}
 */
export async function readProgram(context: CommandContext, project: Project): Promise<ModelsDocument> {
  const { config } = project;
  if (config.app === undefined) {
    throw new ToolkitError('program-not-configured', 'no program is configured');
  }
  const { models } = await runProgram({
    command: config.app,
    projectFolder: project.folder,
    env: context.env,
    secretVariables: config.forge.tokenEnv === undefined ? [] : [config.forge.tokenEnv],
    timeLimit: config.timeLimit,
    signal: context.signal,
    reporter: context.reporter,
    print: context.printForeign,
  });
  return models;
}
