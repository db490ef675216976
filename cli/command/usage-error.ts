import type { CommanderError } from 'commander';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { nearestName } from '../../core/nearest-name';
import type { CommandSpec } from './command-spec';
import { argumentElsewhere, commandElsewhere, optionElsewhere } from './habits';

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
  if (unknown !== undefined && hint === '') hint = commandHint(unknown, specs);
  const near = nearestChoice(said);
  if (near !== undefined) hint = `(did you mean ${near}?)`;
  if (error.code === 'commander.help') {
    const group = argv.find((word) => !word.startsWith('-')) ?? '';
    const asked = argv.filter((word) => !word.startsWith('-'))[1];
    if (group === 'help' && asked !== undefined) {
      return new ToolkitError(
        'usage-invalid',
        `unknown command '${asked}' ${commandHint(asked, specs)}`.trim(),
      );
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
  if (command !== undefined) return commandElsewhere(command, specs);
  const option = /^unknown option '(.+)'$/s.exec(said)?.[1];
  if (option !== undefined) {
    const [first = '', second = ''] = argv;
    // `pr merge --squash`: the parser stumbles over the option first.
    return optionElsewhere(option, argv) ?? (first === 'pr' ? argumentElsewhere(first, second) : undefined);
  }
  const excess = /^too many arguments for '([^']*)': ([^,]+)/.exec(said);
  return excess === null ? undefined : argumentElsewhere(excess[1] ?? '', excess[2] ?? '');
}

function commandHint(unknown: string, specs: readonly CommandSpec[]): string {
  const known = new Set(specs.flatMap((spec) => [spec.name, ...spec.name.split(' ')]));
  const command = nearestName(unknown, known);
  return command === undefined ? '' : `(did you mean ${command}?)`;
}

/** For `option '--x <y>' argument 'z' is invalid. Allowed choices are a, b.`, as the parser says it. */
function nearestChoice(said: string): string | undefined {
  const [before = '', choices] = said.split("' is invalid. Allowed choices are ");
  if (choices === undefined) return undefined;
  return nearestName(before.slice(before.lastIndexOf("'") + 1), choices.replace(/\.$/, '').split(', '));
}
