import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeProject } from '../../cli/cli-run';
import { bareRepository, git, temporaryFolder } from '../../fixtures/git/git';
import { compiledCli } from '../../fixtures/programs/compiled-cli';

/** What surrounds a run: each of these was an internal error once, or a hang. */
describe('the environment of a run', () => {
  let compiled: ReturnType<typeof temporaryFolder>;
  let folder: ReturnType<typeof temporaryFolder>;
  let main: string;
  let project: string;
  beforeAll(() => {
    compiled = temporaryFolder();
    main = compiledCli(compiled.path);
  });
  afterAll(() => {
    compiled.remove();
  });
  beforeEach(() => {
    folder = temporaryFolder();
    project = join(folder.path, 'project');
    bareRepository(folder.path, { 'README.md': 'x\n' });
    writeProject(
      project,
      [{ key: 'infra/app' }],
      '  project: shop\n  target: ../target.git\n  repository: acme/harvester\n',
    );
  });
  afterEach(() => {
    folder.remove();
  });

  /** Runs `claims` behind a line of shell, which sets what only a shell can. */
  const behind = (
    shell: string,
    argv: readonly string[],
    env: Readonly<Record<string, string | undefined>> = {},
    cwd = project,
  ): { exitCode: number | null; stdout: string; text: string } => {
    const { status, stdout, stderr } = spawnSync(
      '/bin/sh',
      ['-c', `${shell}\nexec "$@"`, 'sh', process.execPath, main, ...argv],
      { cwd, env: { ...process.env, ...env }, encoding: 'utf8', timeout: 60_000 },
    );
    const text = `${stdout}${stderr}`;
    expect(text).not.toMatch(/internal-error|TypeError|at .*\.js:\d+/);
    return { exitCode: status, stdout, text };
  };

  test.each([
    ['missing', '/nonexistent-folder'],
    ['a file', __filename],
    ['where nobody may write', '/proc'],
  ])('TMPDIR that is %s is named, and nothing is written', (_case, value) => {
    for (const argv of [['diff'], ['pr', '--merge'], ['list'], ['registry', 'verify']]) {
      const { exitCode, text } = behind('', argv, { TMPDIR: value });
      expect([argv, exitCode]).toEqual([argv, 1]);
      expect(text).toContain(`'${value}', the folder for temporary files (TMPDIR)`);
    }
    expect(git(join(folder.path, 'target.git'), ['for-each-ref', '--format=%(refname)'])).toBe(
      'refs/heads/main',
    );
  });

  test('a limit of open files ends in an answer or in an error that names the limit', () => {
    const empty = join(folder.path, 'empty.js');
    writeFileSync(empty, '');
    const starts = (limit: number): boolean =>
      spawnSync('/bin/sh', ['-c', `ulimit -n ${limit}; exec "$@"`, 'sh', process.execPath, empty]).status ===
      0;
    // Below that Node itself does not start; how many files it needs differs from one machine to the next.
    const least = Array.from({ length: 100 }, (_, limit) => limit + 10).find(starts) ?? 0;
    expect(least).toBeGreaterThan(0);
    for (let limit = least; limit < least + 20; limit += 1) {
      for (const argv of [['list'], ['diff'], ['pr']]) {
        const { exitCode, text } = behind(`ulimit -n ${limit}`, argv);
        if (exitCode !== 0) {
          expect([limit, argv, text]).toEqual([limit, argv, expect.stringContaining('ulimit -n')]);
        }
      }
    }
  });

  test('files that may not grow end in an error that names the reason', () => {
    const { exitCode, text } = behind('ulimit -f 0; trap "" XFSZ', ['synth']);
    expect(exitCode).toBeGreaterThan(0);
    expect(text).toMatch(/larger than files may be|SIGXFSZ/);
  });

  test('a working folder that was deleted is named; help needs none', () => {
    const gone = join(folder.path, 'gone');
    mkdirSync(gone);
    const remove = `rmdir "${gone}"`;
    expect(behind(remove, ['list'], {}, gone)).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining('the working folder is gone') as string,
    });
    mkdirSync(gone);
    expect(behind(remove, ['list', '--json'], {}, gone).stdout).toContain('"working-folder-missing"');
    mkdirSync(gone);
    expect(behind(remove, ['--help'], {}, gone).exitCode).toBe(0);
    mkdirSync(gone);
    expect(behind(remove, ['--version'], {}, gone).exitCode).toBe(0);
  });

  test("a time that no calendar has is refused by the variable's name", () => {
    for (const value of ['999999999999', '-5', 'yesterday']) {
      const { exitCode, text } = behind('', ['pr'], { SOURCE_DATE_EPOCH: value });
      expect([exitCode, text]).toEqual([2, expect.stringContaining(`SOURCE_DATE_EPOCH '${value}'`)]);
    }
  });

  test('commits of a broken clock in the target are read, and tell nothing about the age of a claim', () => {
    const bare = join(folder.path, 'target.git');
    const claim = 'apiVersion: example.test/v1\nkind: VolumeClaim\nmetadata:\n  name: old\n';
    const registry = 'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims: []\n';
    const tree = join(folder.path, 'tree');
    git(folder.path, ['clone', '--quiet', bare, tree]);
    mkdirSync(join(tree, 'claims/infra/old'), { recursive: true });
    writeFileSync(join(tree, 'claims/infra/old/volumeclaim.yaml'), claim);
    writeFileSync(join(tree, 'claims/registry.yaml'), registry);
    git(tree, ['add', '-A']);
    const id = git(tree, ['write-tree']);
    const parent = git(tree, ['rev-parse', 'HEAD']);
    const who = 'A <a@b.test> 9223372036854775807 +0000';
    const commit = `tree ${id}\nparent ${parent}\nauthor ${who}\ncommitter ${who}\n\nx\n`;
    const head = git(tree, ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], commit);
    git(tree, ['push', '--quiet', 'origin', `${head}:refs/heads/main`]);
    const repaired = behind('', ['registry', 'repair', '--orphans=register', '--merge'], {
      SOURCE_DATE_EPOCH: '1700000000',
    });
    expect(repaired.exitCode).toBe(0);
    expect(git(bare, ['show', 'main:claims/registry.yaml'])).toContain('createdAt: "2023-11-14T22:13:20Z"');
    expect(behind('', ['pr', '--merge']).exitCode).toBe(0);
  });

  test('a folder with a line break in its name is a folder like any other', () => {
    const odd = join(folder.path, 'new\nline');
    mkdirSync(odd);
    const bare = join(odd, 'target.git');
    git(odd, ['init', '--quiet', '--bare', '--initial-branch=main', 'target.git']);
    const inside = join(odd, 'project');
    writeProject(
      inside,
      [{ key: 'infra/app' }],
      '  project: shop\n  target: ../target.git\n  repository: acme/harvester\n',
    );
    expect(behind('', ['pr', '--merge'], {}, inside).exitCode).toBe(0);
    expect(git(bare, ['log', '--format=%s', 'main'])).toBe('claims(shop): add infra/app');
    expect(behind('', ['diff', '--exit-code'], {}, inside).exitCode).toBe(0);
    expect(behind('', ['registry', 'verify'], {}, inside).exitCode).toBe(0);
  });

  test.each([
    ['no home', { HOME: undefined }],
    ['a home that is not there', { HOME: '/nonexistent-folder' }],
    ['a cache that is a file', { CLAIMS_CACHE: __filename }],
    ['a locale of another kind', { LC_ALL: 'tr_TR.UTF-8', LANG: 'xx' }],
  ])('%s stops nothing', (_case, env) => {
    const { HOME, ...others } = process.env;
    expect(behind('', ['diff'], { ...others, HOME, ...env }).exitCode).toBe(0);
  });

  test('without Git the error says so', () => {
    const bin = join(folder.path, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'sh'), '#!/bin/sh\nexec /bin/sh "$@"\n');
    writeFileSync(join(bin, 'cp'), '#!/bin/sh\nexec /bin/cp "$@"\n');
    writeFileSync(join(bin, 'test'), '#!/bin/sh\nexit 1\n');
    for (const name of readdirSync(bin)) chmodSync(join(bin, name), 0o755);
    const { exitCode, text } = behind('', ['diff'], { PATH: bin });
    expect([exitCode, text]).toEqual([expect.any(Number), expect.stringContaining('git')]);
    expect(text).toMatch(/not installed|not on the PATH|git-not-installed/);
  });

  test('temporary folders of a killed run are swept by the next', () => {
    const temporary = join(folder.path, 'tmp');
    mkdirSync(temporary);
    writeFileSync(join(project, 'main.js'), 'process.kill(process.ppid, "SIGKILL");\n');
    spawnSync(process.execPath, [main, 'diff'], { cwd: project, env: { ...process.env, TMPDIR: temporary } });
    expect(readdirSync(temporary).filter((name) => name.startsWith('cdk8s-claims-models-'))).toHaveLength(1);
    expect(behind('', ['list'], { TMPDIR: temporary }).exitCode).toBe(0);
    expect(readdirSync(temporary).filter((name) => name.startsWith('cdk8s-claims-'))).toEqual([]);
  });
});
