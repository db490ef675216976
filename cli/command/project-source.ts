import type { ProjectSource } from '../../toolkit/project/load-project';
import { flagOption, textOption, type CommandContext } from './command-module';

/** Where the command line says that the settings of the project come from. */
export function projectSource(context: CommandContext): ProjectSource {
  return {
    configFile: textOption(context, 'config'),
    flags: {
      target: textOption(context, 'target'),
      base: textOption(context, 'base'),
      root: textOption(context, 'root'),
      project: textOption(context, 'project'),
      app: textOption(context, 'app'),
      output: textOption(context, 'output'),
      typeCheck: flagOption(context, 'typeCheck'),
    },
  };
}
