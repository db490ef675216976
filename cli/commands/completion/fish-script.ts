import { allCommands, lastWord, valueOptions, type CompletedCommand, type Values } from './completion-model';

/** A script for fish 3 and later. */
export function fishScript(tree: CompletedCommand): string {
  const groups = allCommands(tree).filter(({ below }) => below.length > 0);
  return [
    'function __claims_at',
    '  set -l command',
    '  set -l skip',
    '  for word in (commandline -opc)[2..-1]',
    '    if set -q skip[1]',
    '      set skip',
    '      continue',
    '    end',
    '    switch $word',
    `      case ${[...valueOptions(tree).keys()].join(' ')}`,
    '        set skip 1',
    "      case '-*'",
    "      case '*'",
    `        contains -- "$command" ${groups.map(({ name }) => quoted(name)).join(' ')}; and set -a command $word`,
    '    end',
    '  end',
    '  test "$command" = "$argv"',
    'end',
    'complete -c claims -f',
    ...allCommands(tree).flatMap(commandLines),
  ].join('\n');
}

function commandLines({ name, below, argument, options }: CompletedCommand): string[] {
  const here = `complete -c claims -n ${quoted(name === '' ? "__claims_at ''" : `__claims_at ${name}`)}`;
  const lines = below.map(
    (command) => `${here} -a ${quoted(lastWord(command))} -d ${quoted(command.summary)}`,
  );
  if (argument.kind === 'words') lines.push(`${here} -a ${quoted(argument.words.join(' '))}`);
  if (argument.kind === 'files') lines.push(`${here} -F`);
  if (argument.kind === 'asked') lines.push(`${here} -a ${quoted(askedWords(argument.what))}`);
  for (const { flag, description, values } of options) {
    const value = values === undefined ? '' : ` ${valueFlags(values)}`;
    lines.push(`${here} -l ${flag.replace(/^--/, '')}${value} -d ${quoted(description)}`);
  }
  return lines;
}

function valueFlags(values: Values): string {
  if (values.kind === 'words') return `-x -a ${quoted(values.words.join(' '))}`;
  if (values.kind === 'asked') return `-x -a ${quoted(askedWords(values.what))}`;
  return values.kind === 'files' ? '-r -F' : '-x';
}

/** Fish runs this when it is asked for the words. */
function askedWords(what: string): string {
  return `(claims __complete ${what} (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
