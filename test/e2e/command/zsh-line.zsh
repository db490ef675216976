# What the line editor of an interactive zsh offers: zsh -f zsh-line.zsh <completion script> <line>
# Each candidate is printed as `offered <word>`.
if [[ $1 != --inside ]]; then
  zmodload zsh/zpty
  zpty shell "zsh -f -i"
  zpty -w shell "source ${(q)0:A} --inside ${(q)1}"
  while zpty -r shell line; do [[ $line == *loaded-here* ]] && break; done
  zpty -w -n shell "$2"$'\t'
  while zpty -r shell line; do print -r -- "${line%$'\r\n'}"; [[ $line == *ended-here* ]] && break; done
  zpty -d shell
  exit
fi
PROMPT=
autoload -Uz compinit
compinit -u -D
source $2
compprefuncs=( offer )
offer() {
  compadd() {
    builtin compadd "$@" && [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]] && return
    local -a hits
    builtin compadd -A hits "$@"
    local hit
    for hit in $hits; do print -r -- "offered $hit"; done
  }
}
comppostfuncs=( over )
over() { print ended-"here" }
bindkey '^I' complete-word
print loaded-"here"
