import type { CommanderError } from 'commander';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { nearestName } from '../../core/nearest-name';
import type { CommandSpec } from './command-spec';
import { calledCommand } from './called-command';
import { argumentElsewhere, commandElsewhere } from './habits';
import { optionElsewhere } from './option-habits';

/** Rewrites an error of the parser: its words without the prefix, on one line, with a suggestion where one is near. */
export function usageError(
  error: CommanderError,
  argv: readonly string[],
  specs: readonly CommandSpec[],
): ToolkitError {
  const words = error.message.replace(/^error: /, '');
  // Only the parser's own suggestion stands on a line of its own; any other line break was in an argument.
  const suggestion = words.lastIndexOf('\n(Did you mean ');
  const said = inFewWords(suggestion < 0 ? words : words.slice(0, suggestion));
  const elsewhere = known(said, argv, specs);
  if (elsewhere !== undefined) {
    return new ToolkitError('usage-invalid', `${said}; ${elsewhere}`, { data: { reason: error.code } });
  }
  let hint = suggestion < 0 ? '' : words.slice(suggestion + 1).trim();
  const unknown = /^unknown command '(.+)'$/s.exec(said)?.[1];
  // The parser also proposes names that have little in common.
  if (unknown !== undefined) hint = commandHint(unknown, groupOf(argv, specs), specs);
  const near = nearestChoice(said);
  if (near !== undefined) hint = `(did you mean ${near}?)`;
  if (error.code === 'commander.help') {
    const group = argv.find((word) => !word.startsWith('-')) ?? '';
    const asked = argv.filter((word) => !word.startsWith('-'))[1];
    if (group === 'help' && asked !== undefined) {
      const pointer = commandElsewhere(asked, specs);
      const instead = pointer === undefined ? ` ${commandHint(asked, '', specs)}` : `; ${pointer}`;
      return new ToolkitError('usage-invalid', `unknown command '${asked}'${instead}`.trim());
    }
    if (group === '') {
      return new ToolkitError('usage-invalid', 'no command given; `claims --help` lists all of them');
    }
    const known = specs.filter((spec) => spec.name.startsWith(`${group} `)).map((spec) => spec.name);
    return new ToolkitError('usage-invalid', `'${group}' needs a command: ${known.join(', ')}`);
  }
  const message = [said, hint.replace(/^\(Did/, '(did')].filter(Boolean).join(' ');
  return new ToolkitError('usage-invalid', message, { data: { reason: error.code } });
}

/** The parser counts arguments; which one is too many says more. */
function inFewWords(said: string): string {
  return said.replace(
    /^(too many arguments for '[^']*')\. Expected \d+ arguments? but got \d+: (.+)\.$/s,
    '$1: $2',
  );
}

/** What other tools call this has another name here. */
function known(said: string, argv: readonly string[], specs: readonly CommandSpec[]): string | undefined {
  const command = /^unknown command '(.+)'$/s.exec(said)?.[1];
  if (command !== undefined) {
    const isElsewhere = groupOf(argv, specs) !== '' && specs.some(({ name }) => name === command);
    return isElsewhere ? `use \`claims ${command}\`` : commandElsewhere(command, specs);
  }
  const option = /^unknown option '(.+)'$/s.exec(said)?.[1];
  if (option !== undefined) {
    const [first = '', second = ''] = argv;
    // `pr merge --squash`: the parser stumbles over the option first.
    const request = first === 'pr' ? argumentElsewhere(first, second) : undefined;
    return request ?? optionElsewhere(option, argv, specs);
  }
  const missing = /^missing required argument '(.+)'$/s.exec(said)?.[1];
  if (missing !== undefined) {
    const argument = calledCommand(argv, specs)?.arguments.find(({ name }) => name === missing);
    return argument === undefined ? undefined : `it is: ${argument.description}`;
  }
  const excess = /^too many arguments for '([^']*)': ([^,]+)/.exec(said);
  return excess === null ? undefined : argumentElsewhere(excess[1] ?? '', excess[2] ?? '');
}

/** The first word of commands that have two, where the line begins with one; else empty. */
function groupOf(argv: readonly string[], specs: readonly CommandSpec[]): string {
  const first = argv.find((word) => !word.startsWith('-')) ?? '';
  return specs.some(({ name }) => name.startsWith(`${first} `)) ? first : '';
}

/** The nearest command: of a group the words behind it, else whole names. */
function commandHint(unknown: string, group: string, specs: readonly CommandSpec[]): string {
  const names = new Map<string, string>();
  for (const { name } of specs) {
    const [first = '', leaf = first] = name.split(' ');
    if (group === '') names.set(leaf, name).set(first, first);
    else if (first === group) names.set(leaf, leaf);
  }
  const near = nearestName(unknown, names.keys());
  return near === undefined ? '' : `(did you mean ${names.get(near) ?? near}?)`;
}

/** For `option '--x <y>' argument 'z' is invalid. Allowed choices are a, b.`, as the parser says it. */
function nearestChoice(said: string): string | undefined {
  const [before = '', choices] = said.split("' is invalid. Allowed choices are ");
  if (choices === undefined) return undefined;
  return nearestName(before.slice(before.lastIndexOf("'") + 1), choices.replace(/\.$/, '').split(', '));
}
