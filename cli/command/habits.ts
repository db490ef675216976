import type { CommandSpec } from './command-spec';

/** A pointer in words where no command of ours does the same. */
const PROGRAM = 'change the program that declares the claims, then use `claims diff`';
const CLUSTER = '`claims status` tells how a claim is in its cluster, and why';
const HISTORY = 'Git keeps it: use `git log` and `git revert` in the repository';
const PACKAGE = 'this is done by the package manager: see `cdk8s-claims` in package.json';
const SETTINGS = 'settings stand in cdk8s.yaml; `claims doctor` shows what they come to';

/** What people type who come from gh, kubectl, Pulumi, Terraform, cdk or git, and what does that here. */
export const COMMAND_HABITS: Readonly<Record<string, string>> = {
  add: PROGRAM,
  annotate: PROGRAM,
  apply: 'use `claims pr`',
  auth: 'use `claims doctor`',
  build: 'use `claims synth`',
  check: 'use `claims diff --exit-code`',
  clone: 'use `claims init --from`',
  commit: 'use `claims pr`',
  compile: 'use `claims synth`',
  config: SETTINGS,
  context:
    'use `--target` and `--base` for a repository; only these ask a cluster: `claims import` and `claims deploy doctor`',
  create: 'use `claims init` for a project, `claims pr` for a change request',
  del: 'use `claims delete`',
  deploy: 'use `claims pr --merge`',
  describe: 'use `claims status`, or `claims list --json`',
  destroy: 'use `claims delete`',
  docs: 'use `claims explain`, or `claims --help`',
  edit: PROGRAM,
  events: CLUSTER,
  exec: CLUSTER,
  export: 'use `claims synth`, or `claims list --json`',
  fmt: 'use the formatter of the project, such as prettier',
  format: 'use the formatter of the project, such as prettier',
  generate: 'use `claims import` for types, `claims synth` for the tree',
  get: 'use `claims list`, or `claims status`',
  graph: 'use `claims list --json`',
  history: HISTORY,
  info: 'use `claims doctor`',
  install: PACKAGE,
  label: PROGRAM,
  lint: 'use `claims registry verify`',
  log: HISTORY,
  login: 'use `claims doctor`',
  logs: CLUSTER,
  ls: 'use `claims list`',
  merge: 'use `claims pr --merge`',
  new: 'use `claims init`',
  output: 'use `claims list --json`',
  patch: PROGRAM,
  plan: 'use `claims diff`',
  preview: 'use `claims diff`',
  ps: 'use `claims status`',
  publish: 'use `claims pr`',
  pull: 'nothing is pulled: every command reads the target as it is now',
  push: 'use `claims pr`',
  refresh: 'nothing is refreshed: every command reads the target as it is now',
  release: 'use `claims pr --merge`',
  remove: 'use `claims delete`',
  rename: 'use `claims rename-project` for a project; give a claim its new id in the program',
  revert: HISTORY,
  rm: 'use `claims delete`',
  rollback: HISTORY,
  run: 'use `claims synth`',
  scaffold: 'use `claims init`',
  schema: 'use `claims import`, or `claims explain <kind>`',
  search: 'use `claims list`',
  set: PROGRAM,
  setup: 'use `claims init`, or `claims doctor`',
  show: 'use `claims list`, or `claims pr --show`',
  stack: 'use `claims list`',
  start: 'use `claims init`',
  state: 'use `claims list`',
  sync: 'use `claims pr`',
  template: 'use `claims synth`',
  test: 'run the tests of the project (`npm test`); `claims diff --exit-code` is for CI',
  top: CLUSTER,
  undo: HISTORY,
  uninstall: PACKAGE,
  up: 'use `claims pr --merge`',
  update: 'use `claims pr`',
  upgrade: PACKAGE,
  validate: 'use `claims diff`, or `claims registry verify`',
  verify: 'use `claims registry verify`',
  version: 'use `claims --version`',
  view: 'use `claims list`, or `claims pr --show`',
  wait: CLUSTER,
  watch: 'use `claims diff --watch`',
  whoami: 'use `claims doctor`',
  workspace: SETTINGS,
};

const AT_FORGE = 'is done at the forge; `claims pr --show` prints the address of the request';

/** What people add to `pr`, as to `gh pr`. */
export const REQUEST_HABITS: Readonly<Record<string, string>> = {
  checkout: 'fetch its branch with Git; `claims pr --show` prints it',
  checks: AT_FORGE,
  close: 'use `claims pr`: it closes a request that has nothing left to change',
  comment: AT_FORGE,
  create: 'use `claims pr`',
  diff: 'use `claims diff --markdown`',
  edit: 'use `claims pr`',
  list: 'use `claims pr --show`',
  lock: AT_FORGE,
  ls: 'use `claims pr --show`',
  merge: 'use `claims pr --merge`',
  new: 'use `claims pr`',
  open: 'use `claims pr`',
  ready: AT_FORGE,
  reopen: AT_FORGE,
  review: AT_FORGE,
  show: 'use `claims pr --show`',
  status: 'use `claims pr --show`',
  update: 'use `claims pr`',
  view: 'use `claims pr --show`',
};

/** What does here what an unknown command does elsewhere; undefined where nothing does. */
export function commandElsewhere(word: string, specs: readonly CommandSpec[]): string | undefined {
  return specs.some(({ name }) => name === word) ? undefined : valueOf(COMMAND_HABITS, word);
}

/** What to write in place of a word behind a command that takes none. */
export function argumentElsewhere(command: string, word: string): string | undefined {
  if (word === 'help') return `use \`claims ${command} --help\``;
  if (command === 'list') return `use \`claims list --category ${word}\``;
  return command === 'pr' ? valueOf(REQUEST_HABITS, word) : undefined;
}

function valueOf(table: Readonly<Record<string, string>>, word: string): string | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
