import { allCommands, lastWord, valueOptions, type CompletedCommand, type Values } from './completion-model';

/** A script for bash 3.2 (macOS) and later. Readline hands `--flag=value` over as three words. */
export function bashScript(tree: CompletedCommand): string {
  const values = [...valueOptions(tree)];
  const groups = allCommands(tree).filter(({ below }) => below.length > 0);
  return [
    '_claims() {',
    "  local IFS=$' \\t\\n'",
    '  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"',
    '  local command="" skip="" word options="" words="" files=""',
    '  COMPREPLY=()',
    '  if [ "$current" = "=" ]; then current=""',
    '  elif [ "$previous" = "=" ]; then previous="${COMP_WORDS[COMP_CWORD-2]}"; fi',
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    '    if [ "$word" = "=" ]; then continue; fi',
    '    if [ -n "$skip" ]; then skip=""; continue; fi',
    '    case "$word" in',
    `      ${values.map(([flag]) => flag).join('|')}) skip=1 ;;`,
    '      -*) ;;',
    `      *) case "$command" in ${groups.map(({ name }) => `'${name}'`).join('|')}) command="\${command:+$command }$word" ;; esac ;;`,
    '    esac',
    '  done',
    '  if [ -n "$skip" ]; then',
    '    case "$previous" in',
    ...values.map(([flag, its]) => `      ${flag}) ${assignments(its)} ;;`),
    '    esac',
    '  else',
    '    case "$command" in',
    ...allCommands(tree).map(commandCase),
    '    esac',
    '    case "$current" in -*) words="$options" files="" ;; esac',
    '    if [ -z "$words$files" ]; then words="$options"; fi',
    '  fi',
    '  if [ -n "$files" ]; then',
    '    compopt -o filenames 2>/dev/null',
    "    IFS=$'\\n'",
    '    COMPREPLY=($(compgen -f -- "$current"))',
    '  else',
    '    COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '  fi',
    '}',
    'complete -F _claims claims',
  ].join('\n');
}

function commandCase({ name, below, argument, options }: CompletedCommand): string {
  const follow: Values =
    below.length > 0 ? { kind: 'words', words: below.map((command) => lastWord(command)) } : argument;
  const flags = options.map(({ flag }) => flag).join(' ');
  return `      '${name}') ${assignments(follow)} options='${flags}' ;;`;
}

function assignments(values: Values): string {
  if (values.kind === 'words') return `words='${values.words.join(' ')}'`;
  if (values.kind === 'asked') {
    return `words="$("\${COMP_WORDS[0]}" __complete ${values.what} "\${COMP_WORDS[@]:1}" 2>/dev/null)"`;
  }
  return values.kind === 'files' ? 'files=1' : '';
}
