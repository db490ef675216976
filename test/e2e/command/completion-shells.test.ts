import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bareRepository, temporaryFolder } from '../../fixtures/git/git';
import { compiledCli } from '../../fixtures/programs/compiled-cli';
import { claims, writeProject } from '../../cli/cli-run';

/** What is typed, and what the line editor offers: the whole way, from the script to what the command line knows. */
const TYPED: readonly (readonly [line: string, offered: readonly string[]])[] = [
  ['claims di', ['diff']],
  ['claims registry ', ['verify', 'repair']],
  ['claims diff ', ['infra', 'infra/app', 'infra/db']],
  ['claims diff infra/app ', ['infra', 'infra/db']],
  ['claims diff --target target.git -- in', ['infra', 'infra/app', 'infra/db']],
  ['claims delete infra/', ['infra/app', 'infra/db']],
  ['claims list --category ', ['infra']],
  ['claims registry repair --orphans=re', ['remove', 'register']],
  ['claims pr --take', ['--take-over']],
  ['claims init my', ['my folder']],
];

const ZSH_LINE = join(__dirname, 'zsh-line.zsh');
const ASK: Readonly<Record<'bash' | 'zsh' | 'fish', (script: string, line: string) => string[]>> = {
  // The line editor of bash shows no list without a terminal: its function is asked as it asks.
  bash: (script, line) => [
    ...['--noprofile', '--norc', '-c'],
    'source "$0"; COMP_WORDS=(${1//=/ = }); [[ $1 == *" " ]] && COMP_WORDS+=(""); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _claims; printf "offered %s\\n" "${COMPREPLY[@]}"',
    ...[script, line],
  ],
  zsh: (script, line) => ['-f', ZSH_LINE, script, line],
  fish: (script, line) => [
    ...['--no-config', '-c', 'source $argv[1]; complete -C $argv[2] | string replace -r "^" "offered "'],
    ...[script, line],
  ],
};

describe.each(['bash', 'zsh', 'fish'] as const)('completion of a project in %s', (shell) => {
  const there = spawnSync(shell, ['--version']).status === 0;
  if (!there) {
    process.stderr.write(`completion of a project in ${shell} is not tested: it is not installed\n`);
  }
  let folder: ReturnType<typeof temporaryFolder>;
  let project: string;
  let script: string;
  beforeAll(async () => {
    if (!there) return;
    folder = temporaryFolder();
    project = join(folder.path, 'project');
    mkdirSync(join(project, 'deep/er'), { recursive: true });
    bareRepository(project, { 'README.md': 'hello\n' });
    writeProject(
      project,
      [{ key: 'infra/app' }, { key: 'infra/db' }],
      '  project: shop\n  target: target.git\n  repository: acme/harvester\n',
    );
    for (const place of ['', 'deep/er']) mkdirSync(join(project, place, 'my folder'));
    const command = join(folder.path, 'claims');
    writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${compiledCli(folder.path)}" "$@"\n`);
    chmodSync(command, 0o755);
    script = join(folder.path, `script.${shell}`);
    writeFileSync(script, (await claims(['completion', shell], { cwd: project })).stdout);
  });
  afterAll(() => {
    if (there) folder.remove();
  });

  (there ? test : test.skip).each(TYPED)('%s', (line, offered) => {
    for (const place of ['', 'deep/er']) {
      const { stdout } = spawnSync(shell, ASK[shell](script, line), {
        cwd: join(project, place),
        env: {
          PATH: `${folder.path}:${process.env['PATH'] ?? ''}`,
          HOME: folder.path,
          LC_ALL: 'C.UTF-8',
          TERM: 'dumb',
        },
        encoding: 'utf8',
        timeout: 30_000,
      });
      // fish adds descriptions, and the option that a value is joined to; a folder ends in a slash, a blank may be escaped.
      const words = [...stdout.matchAll(/offered ([^\t\r\n]*)/g)].map(([, word = '']) =>
        word
          .replace(/^--orphans=/, '')
          .replace(/\/$/, '')
          .replaceAll('\\ ', ' '),
      );
      expect([place, [...new Set(words)].sort()]).toEqual([place, [...offered].sort()]);
    }
  });
});
