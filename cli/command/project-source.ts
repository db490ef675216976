import { SETTING_LIST } from '../../core/config/settings';
import type { ProjectSource } from '../../toolkit/project/load-project';
import { flagOption, textOption, type CommandContext } from './command-module';

/** Where the command line says that the settings of the project come from. */
export function projectSource(context: CommandContext): ProjectSource {
  const said = SETTING_LIST.filter(({ row }) => row.flag !== undefined).map(
    ({ key }) => [key, textOption(context, key) ?? flagOption(context, key)] as const,
  );
  return { configFile: textOption(context, 'config'), flags: Object.fromEntries(said) };
}
