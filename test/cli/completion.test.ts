import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../cli/command/command-table';
import { ERROR_CATALOGUE } from '../../core/errors/catalogue';
import { temporaryFolder } from '../fixtures/git/git';
import { claims } from './cli-run';

type Shell = 'bash' | 'zsh' | 'fish';

/** What to type, and what must and must not be offered. */
const CASES: readonly (readonly [
  typed: readonly string[],
  offered: readonly string[],
  not: readonly string[],
])[] = [
  [[''], ['init', 'diff', 'pr', 'registry', 'doctor', 'help'], ['verify', '--json']],
  [['di'], ['diff'], ['pr', 'doctor']],
  [['--'], ['--help', '--version'], ['--target']],
  [['registry', ''], ['verify', 'repair'], ['diff']],
  [['registry', 'v'], ['verify'], ['repair']],
  [['registry', 'repair', '--o'], ['--orphans'], ['--merge']],
  [['registry', 'repair', '--orphans', ''], ['remove', 'register'], ['--merge']],
  [['registry', 'repair', '--orphans', 'rem'], ['remove'], ['register']],
  [
    ['diff', '--'],
    ['--watch', '--exit-code', '--merge-edits', '--target', '--json', '--help'],
    ['--dry-run'],
  ],
  [['diff', '--target', 'somewhere', '--wa'], ['--watch'], []],
  [['diff', '--json', '--mark'], ['--markdown'], []],
  [['--json', 'registry', ''], ['verify', 'repair'], ['diff']],
  [['explain', 'config-key'], ['config-key-unknown'], ['internal-error']],
  [['completion', ''], ['bash', 'zsh', 'fish'], []],
  [['help', 'doc'], ['doctor'], ['diff']],
  [['diff', '--events', ''], ['json'], ['--watch']],
  [['diff', '--config', 'cdk'], ['cdk8s.yaml'], ['other.txt']],
  [['diff', '--target', 'my'], ['my folder'], ['cdk8s.yaml']],
  [['init', 'my'], ['my folder'], ['cdk8s.yaml']],
  [['init', '--fr'], ['--from'], ['cdk8s.yaml']],
  [['diff', ''], ['asked/claims'], ['cdk8s.yaml']],
  [['status', ''], ['asked/claims'], []],
  [['delete', 'asked/c'], ['asked/claim'], ['asked/claims']],
  [['pr', '--overwrite', ''], ['asked/claim'], ['asked/claims', 'asked/category']],
  [['pr', '--acknowledge', 'a'], ['asked/claim'], ['asked/claims']],
  [['list', '--category', ''], ['asked/category'], ['asked/claims']],
  [['list', '--status', ''], ['asked/status'], []],
];

const ASK: Readonly<Record<Shell, (script: string, typed: readonly string[]) => string[]>> = {
  bash: (script, typed) => [
    '--noprofile',
    '--norc',
    '-c',
    `source "$0" && COMP_WORDS=(claims "$@") COMP_CWORD=$# && _claims 2>&1; printf '%s\\n' "\${COMPREPLY[@]}"`,
    script,
    ...typed,
  ],
  // `compadd`, `_describe` and `_files` work inside of the line editor alone: stand-ins print what they are given.
  zsh: (script, typed) => [
    '-f',
    '-c',
    [
      'compdef() { : }',
      'shown() { local word; for word in "$@"; do [[ $word == "$PREFIX"* ]] && print -r -- "$word"; done; true }',
      'compadd() { shift; shown "$@" }',
      '_describe() { [[ $1 == -o ]] && shift; local -a list; list=("${(@P)2}"); shown "${(@)list%%:*}" }',
      '_files() { local -a list; list=(*(N)); shown "$list[@]" }',
      'compset() { PREFIX="${PREFIX#*=}" }',
      'source "$1"; shift',
      'words=(claims "$@"); CURRENT=$#words; PREFIX="$words[CURRENT]"; _claims',
    ].join('\n'),
    'zsh',
    script,
    ...typed,
  ],
  fish: (script, typed) => [
    '--no-config',
    '-c',
    'source $argv[1]; complete -C $argv[2]',
    script,
    ['claims', ...typed].join(' '),
  ],
};

function isInstalled(shell: Shell): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}

describe.each(['bash', 'zsh', 'fish'] as const)('completion in %s', (shell) => {
  const there = isInstalled(shell);
  if (!there) process.stderr.write(`completion in ${shell} is not tested: it is not installed\n`);
  const inShell = there ? test : test.skip;
  let folder: ReturnType<typeof temporaryFolder>;
  let script: string;
  let text: string;
  beforeAll(async () => {
    folder = temporaryFolder();
    const cwd = join(folder.path, 'project');
    mkdirSync(join(cwd, 'my folder'), { recursive: true });
    writeFileSync(join(cwd, 'cdk8s.yaml'), '');
    writeFileSync(join(cwd, 'other.txt'), '');
    text = (await claims(['completion', shell], { cwd })).stdout;
    // Stands for the command line: says what it is asked for, and what was typed.
    const stub = join(folder.path, 'claims');
    writeFileSync(stub, '#!/bin/sh\n[ "$1" = __complete ] && printf "asked/%s\\n" "$2"\n');
    chmodSync(stub, 0o755);
    script = join(folder.path, 'script');
    writeFileSync(script, text);
  });
  afterAll(() => {
    folder.remove();
  });

  function offered(...typed: readonly string[]): string[] {
    const answer = execFileSync(shell, ASK[shell](script, typed), {
      cwd: join(folder.path, 'project'),
      env: {
        PATH: `${folder.path}:${process.env['PATH'] ?? ''}`,
        HOME: folder.path,
        LC_ALL: 'C.UTF-8',
        TERM: 'dumb',
      },
    });
    // fish adds a tab and the description; a folder has a slash at its end; a blank may be escaped.
    const lines = answer.toString('utf8').split('\n').filter(Boolean);
    return lines.map((line) => (line.split('\t')[0] ?? '').replace(/\/$/, '').replaceAll('\\ ', ' '));
  }

  inShell.each(CASES)('%j', (typed, expected, not) => {
    const found = offered(...typed);
    expect(found).toEqual(expect.arrayContaining([...expected]));
    for (const word of not) expect(found).not.toContain(word);
  });

  inShell('a value that is joined by an equals sign', () => {
    const typed = shell === 'bash' ? ['--orphans', '=', 'rem'] : ['--orphans=rem'];
    const found = offered('registry', 'repair', ...typed).map((word) => word.replace(/^--orphans=/, ''));
    expect(found).toEqual(['remove']);
  });

  inShell('knows every command, option and code', () => {
    for (const { name, options } of COMMANDS) {
      const found = offered(...name.split(' '), '--');
      for (const { flags } of options) expect(found).toContain(flags.split(' ')[0]);
    }
    expect(offered('explain', '').sort()).toEqual(
      expect.arrayContaining(Object.keys(ERROR_CATALOGUE).sort()),
    );
  });

  inShell('is a script without errors in its syntax', () => {
    const { status, stderr } = spawnSync(shell, ['-n', script]);
    expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
  });
});
