import { COMMANDS } from '../../cli/command/command-table';
import { CommanderError } from 'commander';
import { buildProgram } from '../../cli/command/build-program';
import { flagsOf } from '../../cli/command/called-command';
import {
  argumentElsewhere,
  COMMAND_HABITS,
  commandElsewhere,
  REQUEST_HABITS,
} from '../../cli/command/habits';
import { OPTION_HABITS, optionElsewhere } from '../../cli/command/option-habits';
import { own } from '../../report/text/shown';
import { bareRepository, temporaryFolder } from '../fixtures/git/git';
import { claims, writeProject } from './cli-run';

describe('what other tools call otherwise', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  test.each([
    // Pulumi and Terraform
    [['plan'], 'use `claims diff`'],
    [['preview'], 'use `claims diff`'],
    [['apply'], 'use `claims pr`'],
    [['apply', '-auto-approve'], 'use `claims pr`'],
    [['up', '--yes'], 'use `claims pr --merge`'],
    [['destroy'], 'use `claims delete`'],
    [['stack', 'ls'], 'use `claims list`'],
    [['refresh'], 'reads the target as it is now'],
    [['state', 'list'], 'use `claims list`'],
    [['validate', 'x.yaml'], 'use `claims diff`'],
    [['workspace'], 'cdk8s.yaml'],
    [['diff', '-detailed-exitcode'], 'use --exit-code'],
    [['diff', '-auto-approve'], 'leave it out'],
    // kubectl
    [['get', 'claims'], 'use `claims list`'],
    [['get', 'claims', '-n', 'shop', '-o', 'yaml'], 'use `claims list`'],
    [['describe', 'claim', 'db'], 'use `claims status`'],
    [['logs'], '`claims status`'],
    [['apply', '-f', 'x.yaml'], 'use `claims pr`'],
    [['edit', 'claim', 'db'], 'change the program'],
    [['list', '-n', 'shop'], 'use --category'],
    [['list', '--namespace=shop'], 'use --category'],
    [['diff', '-n', 'shop'], "unknown option '-n'"],
    [['list', '-A'], 'leave it out'],
    [['list', '-l', 'a=b'], 'use --category'],
    [['list', '--context', 'hub'], 'no cluster is'],
    [['delete', '-f', 'x.yaml'], 'declared in the program'],
    [['diff', '-f', 'main.ts'], 'use --app'],
    [['list', '-o', 'json'], 'use --json'],
    [['list', '-ojson'], 'use --json'],
    [['list', '-owide'], 'use --json'],
    [['-o', 'json', 'list'], 'use --json'],
    [['list', '--output=yaml'], 'use --json'],
    [['synth', '-o', 'tree'], 'use --output'],
    [['synth', '-o', 'json'], 'use --json'],
    [['diff', '--dry-run'], 'use `claims diff`'],
    [['list', '-w'], 'only some commands have --watch, as `claims diff --watch`'],
    [['diff', '-w'], 'use --watch'],
    // gh
    [['pr', 'create'], 'use `claims pr`'],
    [['pr', 'create', '--title', 'x', '--body', 'y'], 'use `claims pr`'],
    [['pr', 'create', '--fill'], 'use `claims pr`'],
    [['pr', 'list'], 'use `claims pr --show`'],
    [['pr', 'view', '3'], 'use `claims pr --show`'],
    [['pr', 'view', '--web'], 'use `claims pr --show`'],
    [['pr', 'status'], 'use `claims pr --show`'],
    [['pr', 'checkout', '1'], 'fetch its branch'],
    [['pr', 'review', '--approve'], 'at the forge'],
    [['pr', 'merge', '--squash'], 'use `claims pr --merge`'],
    [['pr', '--web'], '`claims pr --show`'],
    [['pr', '--yes'], 'leave it out, no command asks for confirmation'],
    [['pr', '-y'], 'leave it out, no command asks for confirmation'],
    [['pr', '-R', 'acme/x'], 'use --target'],
    [['auth', 'login'], 'use `claims doctor`'],
    // everywhere
    [['version'], 'use `claims --version`'],
    [['-v'], 'use --version, or --verbose'],
    [['diff', '-v'], 'use --version, or --verbose'],
    [['-version'], 'use --version'],
    [['pr', 'help'], 'use `claims pr --help`'],
    [['doctor', 'help'], 'use `claims doctor --help`'],
    [['help', 'plan'], 'use `claims diff`'],
    [['list', 'infra'], 'use `claims list --category infra`'],
    [['registry', 'list'], 'use `claims list`'],
    [['registry', 'ls'], 'use `claims list`'],
    [['config', 'set', 'target', 'x'], 'cdk8s.yaml'],
    [['install'], 'package manager'],
    [['log'], 'git log'],
    [['test'], 'npm test'],
    [['completion'], 'it is: bash, zsh or fish'],
    [['adopt'], 'it is: '],
  ])('%j gets a pointer, and exit 2', async (argv, pointer) => {
    const run = await claims(argv, { cwd: folder.path });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr.split('\n')[0]).toContain(pointer);
    expect(run.stderr.match(/did you mean/g) ?? []).toEqual([]);
  });

  test.each([
    [['synht'], 'synth'],
    [['dif'], 'diff'],
    [['verfy'], 'registry verify'],
    [['statsu'], 'status'],
    [['serve', 'colector'], 'collector'],
    [['registry', 'verfy'], 'verify'],
    [['help', 'dif'], 'diff'],
    [['diff', '--exitcode'], '--exit-code'],
    [['list', '--jsn'], '--json'],
    [['--versions'], '--version'],
  ])('%j is a slip: did you mean %s?', async (argv, meant) => {
    const run = await claims(argv, { cwd: folder.path });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr.split('\n')[0]).toContain(`(did you mean ${meant}?)`);
  });

  test.each(['xyzzy', 'qwertz', 'port-forward'])(
    '%s is like no command, and none is proposed',
    async (word) => {
      const run = await claims([word], { cwd: folder.path });
      expect(run.exitCode).toBe(2);
      expect(run.stderr.split('\n')[0]).toBe(`error: unknown command '${word}'`);
    },
  );

  test('help before a command is the help of that command', async () => {
    const { stdout } = await claims(['pr', '--help'], { cwd: folder.path });
    for (const argv of [
      ['--help', 'pr'],
      ['-h', 'pr'],
      ['help', 'pr'],
    ]) {
      expect(await claims(argv, { cwd: folder.path })).toMatchObject({ exitCode: 0, stdout });
    }
    expect((await claims(['--help', 'plan'], { cwd: folder.path })).exitCode).toBe(2);
  });
});

describe('pointers', () => {
  const quoted = (text: string): string[][] =>
    [...text.matchAll(/`claims ([^`]+)`/g)].map(([, line = '']) => line.split(' '));
  /** Whether the parser takes a command line. */
  const isTaken = (argv: readonly string[]): boolean => {
    let taken = false;
    const output = {
      write: () => undefined,
      columns: 80,
      colors: false,
      called: own('claims'),
      topHelp: () => '',
    };
    try {
      buildProgram(COMMANDS, '0', output, () => (taken = true)).parse([...argv], { from: 'user' });
    } catch (error) {
      // Help and version end the parser by an error that is none; a group alone is for reading on.
      return (
        error instanceof CommanderError &&
        (error.exitCode === 0 ||
          /^commander\.(?:missingArgument|optionMissingArgument)$/.test(error.code) ||
          argv.at(-1) === 'deploy')
      );
    }
    return taken;
  };
  const complete = (argv: readonly string[]): string[] =>
    argv.at(-1) === '--from' ? [...argv, '../x'] : [...argv];

  test('lead to commands that are there, and never hide one', () => {
    const names = new Set(COMMANDS.map(({ name }) => name));
    const said = [
      ...Object.keys(COMMAND_HABITS).map((word) => [word, commandElsewhere(word, COMMANDS)] as const),
      ...Object.keys(REQUEST_HABITS).map((word) => [word, argumentElsewhere('pr', word)] as const),
    ];
    expect(said.length).toBeGreaterThan(90);
    for (const [word, pointer] of said) {
      if (pointer === undefined) expect([word, names.has(word)]).toEqual([word, true]);
      for (const argv of quoted(pointer ?? '')) {
        expect([word, argv, isTaken(complete(argv))]).toEqual([word, argv, true]);
      }
    }
  });

  test('name an option only for a command that has it', () => {
    for (const spec of COMMANDS) {
      const argv = spec.name.split(' ');
      for (const option of Object.keys(OPTION_HABITS)) {
        const pointer = optionElsewhere(option, [...argv, option], COMMANDS) ?? '';
        for (const line of quoted(pointer)) {
          expect([option, line, isTaken(line)]).toEqual([option, line, true]);
        }
        const [first] = pointer.replaceAll(/`[^`]*`/g, '').match(/(?<=use )--[a-z-]+/) ?? [];
        if (first !== undefined) {
          const others = pointer.match(/--[a-z-]+/g) ?? [];
          expect([spec.name, option, others.some((name) => flagsOf(spec).includes(name))]).toEqual([
            spec.name,
            option,
            true,
          ]);
        }
      }
    }
  });

  test('are none for names of JavaScript', () => {
    for (const word of ['toString', 'constructor', '__proto__']) {
      expect(commandElsewhere(word, COMMANDS)).toBeUndefined();
      expect(argumentElsewhere('pr', word)).toBeUndefined();
      expect(optionElsewhere(word, [], COMMANDS)).toBeUndefined();
    }
  });
});

describe('diff of some claims', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
    bareRepository(folder.path, { 'README.md': 'hello\n' });
    writeProject(
      folder.path,
      [{ key: 'infra/app' }, { key: 'infra/db' }, { key: 'apps/web' }],
      '  project: shop\n  target: target.git\n  repository: acme/harvester\n',
    );
  });
  afterEach(() => {
    folder.remove();
  });
  const shown = async (...names: string[]): Promise<unknown> => {
    const run = await claims(['diff', '--json', ...names], { cwd: folder.path });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    const { changes, summary } = run.json() as unknown as {
      changes: { category: string; name: string }[];
      summary: { added: number; claims: number };
    };
    return [changes.map(({ category, name }) => `${category}/${name}`), summary.added, summary.claims];
  };

  test('shows and counts these alone: a claim, several, a category', async () => {
    expect(await shown()).toEqual([['apps/web', 'infra/app', 'infra/db'], 3, 3]);
    expect(await shown('infra/app')).toEqual([['infra/app'], 1, 1]);
    expect(await shown('infra/db', 'apps/web')).toEqual([['apps/web', 'infra/db'], 2, 2]);
    expect(await shown('infra/')).toEqual([['infra/app', 'infra/db'], 2, 2]);
  });

  test('is without differences where these have none, whatever differs beside them', async () => {
    await claims(['pr', '--merge'], { cwd: folder.path });
    writeProject(
      folder.path,
      [{ key: 'infra/app' }, { key: 'infra/db', spec: { storage: '5Gi' } }, { key: 'apps/web' }],
      '  project: shop\n  target: target.git\n  repository: acme/harvester\n',
    );
    expect((await claims(['diff', '--exit-code', 'infra/app'], { cwd: folder.path })).exitCode).toBe(0);
    expect((await claims(['diff', '--exit-code', 'infra'], { cwd: folder.path })).exitCode).toBe(3);
  });

  test('refuses a name that nothing has, with the nearest one', async () => {
    const run = await claims(['diff', 'infra/ap'], { cwd: folder.path });
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain(
      "no claim 'infra/ap' in the program or the target, did you mean 'infra/app'?",
    );
  });
});
