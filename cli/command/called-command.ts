import type { CommandSpec } from './command-spec';
import { GLOBAL_OPTIONS, NEED_OPTIONS } from './standard-options';

/** The command that a line calls, the longest name that its words begin with. */
export function calledCommand(
  argv: readonly string[],
  specs: readonly CommandSpec[],
): CommandSpec | undefined {
  const words = argv.filter((word) => !word.startsWith('-')).join(' ');
  return specs
    .filter(({ name }) => `${words} `.startsWith(`${name} `))
    .sort((one, other) => other.name.length - one.name.length)[0];
}

/** All options that a command takes. */
export function flagsOf(spec: CommandSpec): string[] {
  const options = [...spec.options, ...spec.needs.flatMap((need) => NEED_OPTIONS[need]), ...GLOBAL_OPTIONS];
  return [
    ...options.flatMap(({ flags }) => flags.split(/[ ,]+/).filter((word) => word.startsWith('-'))),
    '--help',
    '--version',
  ];
}
