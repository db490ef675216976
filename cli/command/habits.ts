import type { CommandSpec } from './command-spec';

/** What people type who come from gh, kubectl, Pulumi, Terraform, cdk or git, and what does that here. */
const COMMANDS: Readonly<Record<string, string>> = {
  apply: 'claims pr',
  auth: 'claims doctor',
  check: 'claims diff --exit-code',
  create: 'claims init',
  deploy: 'claims pr --merge',
  describe: 'claims list --json',
  destroy: 'claims delete',
  get: 'claims list',
  lint: 'claims registry verify',
  login: 'claims doctor',
  ls: 'claims list',
  merge: 'claims pr --merge',
  new: 'claims init',
  plan: 'claims diff',
  preview: 'claims diff',
  push: 'claims pr',
  remove: 'claims delete',
  rm: 'claims delete',
  stack: 'claims list',
  status: 'claims pr --show',
  up: 'claims pr --merge',
  update: 'claims pr',
  verify: 'claims registry verify',
  version: 'claims --version',
  watch: 'claims diff --watch',
};

/** What people add to `pr`, as to `gh pr`. */
const REQUESTS: Readonly<Record<string, string>> = {
  close: 'claims pr',
  create: 'claims pr',
  diff: 'claims diff --markdown',
  edit: 'claims pr',
  list: 'claims pr --show',
  merge: 'claims pr --merge',
  new: 'claims pr',
  open: 'claims pr',
  show: 'claims pr --show',
  status: 'claims pr --show',
  view: 'claims pr --show',
};

/** Options by the words that other tools have for them. */
const OPTIONS: Readonly<Record<string, string>> = {
  '--auto-approve': 'leave it out, no command asks for confirmation',
  '--branch': 'use --base',
  '--debug': 'use --verbose',
  '--format': 'use --json',
  '--output': 'use --json',
  '--silent': 'use --quiet',
  '--stack': 'use --project',
  '--yes': 'leave it out, no command asks for confirmation',
  '-C': 'run it in that folder, or use --config <folder>/cdk8s.yaml',
  '-b': 'use --base',
  '-c': 'use --config',
  '-f': 'use --config',
  '-o': 'use --json',
  '-q': 'use --quiet',
  '-s': 'use --project',
  '-v': 'use --version, or --verbose',
  '-w': 'use --watch',
  '-y': 'leave it out, no command asks for confirmation',
};

/** What does here what an unknown command does elsewhere; undefined where nothing does. */
export function commandElsewhere(word: string, specs: readonly CommandSpec[]): string | undefined {
  const command = specs.some(({ name }) => name === word) ? undefined : valueOf(COMMANDS, word);
  return command === undefined ? undefined : `use \`${command}\``;
}

/** What to write in place of a word behind a command that takes none. */
export function argumentElsewhere(command: string, word: string): string | undefined {
  if (command === 'list') return `use \`claims list --category ${word}\``;
  const request = command === 'pr' ? valueOf(REQUESTS, word) : undefined;
  return request === undefined ? undefined : `use \`${request}\``;
}

/**
 * What to write in place of an option.
 *
 * @param argv - the whole command line: a folder is written to `--output`, where the command has it
 */
export function optionElsewhere(flag: string, argv: readonly string[]): string | undefined {
  const isFolder =
    argv.includes('synth') && !argv.some((word) => /^(?:-o|--output=)?(?:json|ya?ml)$/.test(word));
  if (flag === '-o' && isFolder) return 'use --output';
  return valueOf(OPTIONS, flag.split('=', 1)[0] ?? flag);
}

function valueOf(table: Readonly<Record<string, string>>, word: string): string | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
