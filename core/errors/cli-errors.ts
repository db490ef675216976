import type { ErrorEntry } from './error-entry';

/** Usage, configuration and everything around the author's process. */
export const CLI_ERRORS = {
  'config-invalid': {
    kind: 'config',
    title: 'the configuration is not valid',
    cause: 'cdk8s.yaml has an unknown key or a value of the wrong type under `gitops`.',
    hint: 'Change the key or value named in the message; the nearest known key is shown.',
    example: "cdk8s.yaml:4: unknown key 'gitops.tragets', did you mean 'target'?",
  },
  'usage-invalid': {
    kind: 'usage',
    title: 'the command line is not understood',
    cause: 'A command, option or argument is unknown, missing or not allowed here.',
    hint: '`claims <command> --help` shows what the command takes, `claims --help` lists the commands.',
    example: "claims synht   # unknown command 'synht', did you mean 'synth'?",
  },
  interrupted: {
    kind: 'interrupted',
    title: 'the run was interrupted or declined',
    cause: 'It got SIGINT (Ctrl-C) or SIGTERM.',
    hint: 'Run it again: nothing is left half-written.',
    example: '',
  },
  'output-not-written': {
    kind: 'unavailable',
    title: 'the output could not be written',
    cause:
      'The file, device or pipe of stdout accepted only a part of the result: a full disk, a limit, a broken device.',
    hint: 'Make room or write elsewhere, and run it again; the output is incomplete.',
    example: 'claims diff --json > /dev/full   # no space left on device (ENOSPC)',
  },
  'secret-in-file': {
    kind: 'policy',
    title: 'a file would hold a secret of this run',
    cause:
      'A file to be written holds the token or password of this run, in plain text or encoded. It comes from the program, the configuration or the target.',
    hint: 'Remove it from there, and replace it: somebody may have seen it.',
    example: "'claims/infra/shop/shop.yaml' would hold a password or token that this run works with",
  },
  'program-not-configured': {
    kind: 'config',
    title: 'no program is configured',
    cause: 'The command needs the program that declares the claims, and nothing says how to run it.',
    hint: 'Set `app` in cdk8s.yaml, or use `--app` or CLAIMS_APP; `claims init` makes a new project.',
    example: 'app: node -r ts-node/register main.ts',
  },
  'program-command-invalid': {
    kind: 'config',
    title: 'the command of the program needs a shell',
    cause:
      'The command in `app` is split into words and started directly; no shell expands or combines anything.',
    hint: 'Name one program with its arguments; put everything else into an npm script and use `npm run --silent <script>`.',
    example: 'app: tsc && node main.js   # refused\napp: node -r ts-node/register main.ts',
  },
  'program-not-found': {
    kind: 'config',
    title: 'the program cannot be started',
    cause: 'The first word of `app` is not a command on the PATH or in node_modules/.bin.',
    hint: 'Install what is missing (`npm ci`), or correct `app`.',
    example: "'ts-node' of the command in 'app' is not installed or not on the PATH",
  },
  'program-failed': {
    kind: 'input',
    title: 'the program failed',
    cause: 'It threw an exception, does not compile, or needs a module that is not there.',
    hint: 'Fix the line shown; `--verbose` shows all that the program printed.',
    example: 'main.ts:7  TypeError: infra.add is not a function',
  },
  'program-type-error': {
    kind: 'input',
    title: 'the program has type errors',
    cause: 'The TypeScript compiler refuses the program, although whatever runs it ignores types.',
    hint: 'Fix the lines shown; `--no-type-check` plans without the check this once.',
    example: "main.ts:7:43  Type 'number' is not assignable to type 'string'. (TS2322)",
  },
  'type-check-unavailable': {
    kind: 'config',
    title: 'the types of the program cannot be checked',
    cause: 'TypeScript is not installed, or the tsconfig of `gitops.typeCheck` is missing or not valid.',
    hint: 'Install it (`npm install --save-dev typescript`) or fix the tsconfig; `gitops.typeCheck: false` turns the check off.',
    example: "'tsconfig.json' of gitops.typeCheck does not exist",
  },
  'program-timeout': {
    kind: 'input',
    title: 'the program does not end',
    cause:
      'It took longer than the time limit: an endless loop, a promise that never settles, a server that listens.',
    hint: 'Fix the program, or raise `gitops.timeLimit` (seconds).',
    example: 'the program did not end within 120 s and was stopped',
  },
  'program-killed': {
    kind: 'unavailable',
    title: 'the program was killed',
    cause: 'Something else ended it, often the system when memory ran out.',
    hint: 'Look for what killed it, give it more memory, and run again.',
    example: 'the program was killed by SIGKILL',
  },
  'program-no-document': {
    kind: 'input',
    title: 'the program declared nothing',
    cause: 'It ended well but never called `app.synth()`, or its app is a plain cdk8s App.',
    hint: 'End the program with `app.synth()`, where app is a `ClaimApp`.',
    example: 'const app = new ClaimApp();\n…\napp.synth();',
  },
  'program-document-invalid': {
    kind: 'input',
    title: 'the document that the program handed over cannot be read',
    cause:
      'Something else wrote to the file named in CLAIMS_MODELS_OUT, the program uses another version of cdk8s-claims, or a value in it is nested deeper than any manifest.',
    hint: 'Use one version of cdk8s-claims for the program and the command line; make claims with its constructs, which say which field is wrong.',
    example: '',
  },
  'claim-still-declared': {
    kind: 'conflict',
    title: 'the claim to delete is still declared',
    cause: 'The program still declares it, so the next run would add it again.',
    hint: 'Remove it from the program at the line shown and run `claims pr`.',
    example: 'claims delete infra/app-pvc   # still declared at claims/main.ts:12',
  },
  'target-missing': {
    kind: 'config',
    title: 'no target is configured',
    cause: 'The command works on a GitOps repository and nothing says which.',
    hint: 'Set `gitops.target` in cdk8s.yaml, or use `--target` or CLAIMS_TARGET.',
    example: 'claims pr --target ../harvester --project storage',
  },
  'file-exists': {
    kind: 'conflict',
    title: 'a file would be overwritten',
    cause: 'The command only writes new files, and one of them is there already.',
    hint: 'Choose another folder, or move the file away.',
    example: 'claims init .   # package.json is there already',
  },
  'file-not-writable': {
    kind: 'unavailable',
    title: 'a file or folder cannot be written',
    cause: 'It is read-only, belongs to somebody else, or the disk is full.',
    hint: 'Check permissions and space, or choose another folder with `--output`.',
    example: "cannot write 'dist': permission denied",
  },
  'watch-failed': {
    kind: 'unavailable',
    title: 'the folder of the program cannot be watched',
    cause: 'The limit of watches is reached (ENOSPC, EMFILE), or the folder is missing or may not be read.',
    hint: 'On Linux raise fs.inotify.max_user_watches, or run `claims diff` without `--watch`.',
    example: "'/home/ana/claims' cannot be watched (ENOSPC)",
  },
  'config-key-unknown': {
    kind: 'config',
    title: 'a key of the configuration is not known',
    cause:
      'Unknown keys below `gitops` are refused, because a mistyped key that is ignored would change what is written.',
    hint: 'Write the key that the message suggests; docs/configuration.md lists all of them.',
    example: "cdk8s.yaml:4: unknown key 'gitops.tragets', did you mean 'target'?",
  },
  'config-value-invalid': {
    kind: 'config',
    title: 'a value of the configuration is not allowed',
    cause: 'The value has the wrong type or breaks a rule of its key.',
    hint: 'Change the value as the message says.',
    example: "cdk8s.yaml:6: gitops.project 'My Project' must be lower-case letters, digits and hyphens",
  },
  'config-project-missing': {
    kind: 'config',
    title: 'a target is configured but no project',
    cause:
      'The project scopes ledger, branch and change request, so that several programs can share one target.',
    hint: 'Name the program in `gitops.project`, with `--project` or in CLAIMS_PROJECT.',
    example: 'gitops:\n  target: ../harvester\n  project: storage',
  },
  'config-unreadable': {
    kind: 'config',
    title: 'the configuration cannot be read',
    cause: 'cdk8s.yaml is not valid YAML, or the file given with `--config` does not exist.',
    hint: 'Fix the line shown, or name another file.',
    example: 'cdk8s.yaml:3: nested mappings are not allowed in compact mappings',
  },
  'temporary-folder-unusable': {
    kind: 'unavailable',
    title: 'temporary files cannot be written',
    cause: 'The folder for temporary files (TMPDIR, on Windows TEMP) is missing, read-only or full.',
    hint: 'Set TMPDIR to a folder that can be written, or make room in it.',
    example:
      "nothing can be written to '/scratch', the folder for temporary files (TMPDIR): it does not exist (ENOENT)",
  },
  'working-folder-missing': {
    kind: 'unavailable',
    title: 'the working folder is gone',
    cause: 'The folder that the command was started in was deleted or moved, or may not be entered.',
    hint: 'Change into a folder that is there and run again.',
    example: '',
  },
  'system-call-failed': {
    kind: 'unavailable',
    title: 'the operating system refused something',
    cause:
      'A disk, a limit of the machine or a permission stands in the way; the message names the file and the reason.',
    hint: 'Remove the reason shown and run again: nothing is left half-written.',
    example: "'/srv/claims/main.ts': too many files are open, raise the limit (ulimit -n) (EMFILE)",
  },
  'internal-error': {
    kind: 'internal',
    title: 'an error that should not happen',
    cause: 'A defect of this tool.',
    hint: 'Report it with the output of `--verbose`.',
    example: '',
  },
  'status-source-unavailable': {
    kind: 'unavailable',
    title: 'statuses cannot be read from the given address',
    cause:
      'The address given with `--from` (or `gitops.statusUrl`) does not answer, or is neither a status collector nor a registry API.',
    hint: 'Give the address without a route, such as http://127.0.0.1:8095. Without `--from`, the statuses come from the registry of the target.',
    example: 'http://127.0.0.1:8095 cannot be asked: connect ECONNREFUSED 127.0.0.1:8095',
  },
  'status-token-refused': {
    kind: 'auth',
    title: 'a collector needs a token that it knows',
    cause: 'A collector with tokens answers only requests that have one of them.',
    hint: 'Put the token of a cluster into the variable CLAIMS_STATUS_TOKEN.',
    example: 'https://collector.example.org needs a token, and CLAIMS_STATUS_TOKEN is empty',
  },
} as const satisfies Record<string, ErrorEntry>;
