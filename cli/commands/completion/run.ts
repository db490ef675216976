import { ToolkitError } from '../../../core/errors/toolkit-error';
import { GLOBAL_OPTIONS, NEED_OPTIONS } from '../../command/standard-options';
import type { CommandContext, CommandResult } from '../../command/command-module';
import type { CommandSpec } from '../../command/command-spec';

const SCRIPTS: Readonly<Record<string, (commands: readonly CommandSpec[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** Prints a completion script made from the table of commands. */
export function run(context: CommandContext): Promise<CommandResult> {
  const [shell = ''] = context.args;
  const script = SCRIPTS[shell];
  if (script === undefined) {
    throw new ToolkitError(
      'usage-invalid',
      `unknown shell '${shell}', use ${Object.keys(SCRIPTS).join(', ')}`,
    );
  }
  const text = script(context.commands);
  return Promise.resolve({ json: { shell, script: text }, text });
}

function optionNames(spec: CommandSpec): string[] {
  const options = [...spec.options, ...spec.needs.flatMap((need) => NEED_OPTIONS[need]), ...GLOBAL_OPTIONS];
  return [...options.map((option) => option.flags.split(' ')[0] ?? ''), '--help'];
}

function firstWords(commands: readonly CommandSpec[]): string[] {
  return [...new Set(commands.map((spec) => spec.name.split(' ')[0] ?? ''))];
}

function groups(commands: readonly CommandSpec[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { name } of commands) {
    const [group = '', leaf] = name.split(' ');
    if (leaf !== undefined) found.set(group, [...(found.get(group) ?? []), leaf]);
  }
  return found;
}

function bashScript(commands: readonly CommandSpec[]): string {
  const cases = commands.map((spec) => `    '${spec.name}') words='${optionNames(spec).join(' ')}' ;;`);
  const groupCases = [...groups(commands)].map(
    ([group, leaves]) => `    '${group}') words='${leaves.join(' ')}' ;;`,
  );
  return [
    '_claims() {',
    '  local current="${COMP_WORDS[COMP_CWORD]}" command="" words="" word',
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    '    case "$word" in -*) ;; *) command="${command:+$command }$word" ;; esac',
    '  done',
    '  case "$command" in',
    `    '') words='${[...firstWords(commands), '--help', '--version'].join(' ')}' ;;`,
    ...groupCases,
    ...cases,
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -o default -F _claims claims',
  ].join('\n');
}

function zshScript(commands: readonly CommandSpec[]): string {
  return ['#compdef claims', 'autoload -U +X bashcompinit && bashcompinit', bashScript(commands)].join('\n');
}

function fishScript(commands: readonly CommandSpec[]): string {
  const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const lines = ['complete -c claims -f'];
  const described = new Set<string>();
  for (const spec of commands) {
    const [first = '', leaf] = spec.name.split(' ');
    if (leaf !== undefined) {
      lines.push(
        `complete -c claims -n '__fish_seen_subcommand_from ${first}' -a ${leaf} -d ${quote(spec.summary)}`,
      );
    }
    if (!described.has(first)) {
      lines.push(
        `complete -c claims -n __fish_use_subcommand -a ${first} -d ${quote(leaf === undefined ? spec.summary : first)}`,
      );
      described.add(first);
    }
    for (const option of [...spec.options, ...spec.needs.flatMap((need) => NEED_OPTIONS[need])]) {
      const [flag = '', value] = option.flags.split(' ');
      const name = flag.replace(/^--/, '');
      const needed = value === undefined ? '' : ' -r';
      lines.push(
        `complete -c claims -n '__fish_seen_subcommand_from ${leaf ?? first}' -l ${name}${needed} -d ${quote(option.description)}`,
      );
    }
  }
  return lines.join('\n');
}
