import { allCommands, lastWord, valueOptions, type CompletedCommand, type Values } from './completion-model';

/** A script for zsh: as file `_claims` in `fpath`, or sourced. */
export function zshScript(tree: CompletedCommand): string {
  const values = [...valueOptions(tree)];
  const groups = allCommands(tree).filter(({ below }) => below.length > 0);
  return [
    '#compdef claims',
    '_claims() {',
    '  local command="" skip="" word previous="${words[CURRENT-1]}"',
    '  local -a follow options',
    '  if [[ "${words[CURRENT]}" == --*=* ]]; then',
    '    previous="${words[CURRENT]%%=*}"',
    '    skip=1',
    "    compset -P '*='",
    '  else',
    '    for word in "${(@)words[2,CURRENT-1]}"; do',
    '      if [[ -n "$skip" ]]; then skip=""; continue; fi',
    '      case "$word" in',
    `        ${values.map(([flag]) => flag).join('|')}) skip=1 ;;`,
    '        -*) ;;',
    `        *) case "$command" in ${groups.map(({ name }) => `'${name}'`).join('|')}) command="\${command:+$command }$word" ;; esac ;;`,
    '      esac',
    '    done',
    '  fi',
    '  if [[ -n "$skip" ]]; then',
    '    case "$previous" in',
    ...values.map(([flag, its]) => `      ${flag}) ${valuesCode(its)} ;;`),
    '    esac',
    '    return',
    '  fi',
    '  case "$command" in',
    ...allCommands(tree).map(commandCase),
    '  esac',
    '  if [[ "${words[CURRENT]}" == -* || ${#follow} -eq 0 ]]; then',
    "    _describe -o 'option' options",
    '  else',
    "    _describe 'command' follow",
    '  fi',
    '}',
    'if [[ "${funcstack[1]}" == "_claims" ]]; then',
    '  _claims "$@"',
    'else',
    '  (( $+functions[compdef] )) || { autoload -U compinit && compinit }',
    '  compdef _claims claims',
    'fi',
  ].join('\n');
}

function commandCase({ name, below, argument, options }: CompletedCommand): string {
  const follow = below.map((command) => described(lastWord(command), command.summary));
  const asked = argument.kind === 'asked' ? ` follow=(${askedWords(argument.what)})` : '';
  if (argument.kind === 'words') follow.push(...argument.words.map((word) => quoted(word)));
  const files = argument.kind === 'files' ? ' [[ "${words[CURRENT]}" == -* ]] || { _files; return }' : '';
  const flags = options.map(({ flag, description }) => described(flag, description));
  return `    '${name}') follow=(${follow.join(' ')}) options=(${flags.join(' ')});${files}${asked === '' ? '' : `${asked};`} ;;`;
}

function valuesCode(values: Values): string {
  if (values.kind === 'words') return `compadd -- ${values.words.join(' ')}`;
  if (values.kind === 'asked') return `compadd -- ${askedWords(values.what)}`;
  return values.kind === 'files' ? '_files' : '';
}

/** What the command line answers, line by line. */
function askedWords(what: string): string {
  return `\${(f)"$("\${words[1]}" __complete ${what} "\${(@)words[2,-1]}" 2>/dev/null)"}`;
}

/** `word:description`, as `_describe` reads it; a colon of the word would end it. */
function described(word: string, description: string): string {
  return quoted(`${word.replaceAll(':', '\\:')}:${description}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
