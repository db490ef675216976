import type { SettingFlag } from '../../core/config/setting-row';
import { SETTING_LIST } from '../../core/config/settings';
import type { CommandNeed, OptionSpec } from './command-spec';

/** Options of every command. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  { flags: '--json', description: 'print one JSON document on stdout, failures included' },
  { flags: '--quiet', description: 'print results and errors only' },
  { flags: '--verbose', description: 'print every step, and causes of errors' },
  { flags: '--no-color', description: 'print without colours, as NO_COLOR does; FORCE_COLOR forces them' },
  { flags: '--config <file>', description: 'configuration file (default: cdk8s.yaml)' },
  {
    flags: '--events <format>',
    description: 'print progress on stderr, one JSON object per line',
    choices: ['json'],
  },
];

/** Options that come with what a command needs. */
export const NEED_OPTIONS: Readonly<Record<CommandNeed, readonly OptionSpec[]>> = {
  target: settingOptions('target'),
  program: settingOptions('program'),
};

/** The options of a group that the table of settings has, with their contraries. */
export function settingOptions(group: SettingFlag['group']): readonly OptionSpec[] {
  return SETTING_LIST.flatMap(({ row: { flag } }) => {
    if (flag?.group !== group) return [];
    const { flags, description, contrary } = flag;
    const option = { flags, description };
    return contrary === undefined
      ? [option]
      : [option, { flags: flags.replace('--', '--no-'), description: contrary }];
  });
}
