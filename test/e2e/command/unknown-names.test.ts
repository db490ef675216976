import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bareRepository, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { putFiles } from '../../synth/write/tree-fixture';
import { claims, writeProgram, writeProject, type CliRun, type TestClaim } from '../../cli/cli-run';

const APP: TestClaim = { key: 'infra/app', spec: { size: 1 } };
const DB: TestClaim = { key: 'infra/shop-db' };

describe('a name that no claim has', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let cwd: string;
  let target: string;
  beforeEach(() => {
    folder = temporaryFolder();
    target = bareRepository(folder.path, { 'README.md': 'hello\n' });
    cwd = join(folder.path, 'project');
    writeProject(cwd, [APP, DB], '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n');
  });
  afterEach(() => {
    folder.remove();
  });
  const run = (...argv: string[]): Promise<CliRun> => claims(argv, { cwd });
  const refs = (): string => git(target, ['for-each-ref']);

  const WRONG: readonly (readonly [string, string])[] = [
    ['infra/shop-bd', "did you mean 'infra/shop-db'?"],
    ['infra/App', "did you mean 'infra/app'?"],
    ['shop-db', "did you mean 'infra/shop-db'?"],
    ['apps/shop-db', "did you mean 'infra/shop-db'?"],
    ['infra/app/', "did you mean 'infra/app'?"],
    ['infra/app,infra/shop-db', 'once for each: --X infra/app --X infra/shop-db'],
    ['infra/ap, infra/shopdb', 'once for each: --X infra/app --X infra/shop-db'],
    ['../../etc/passwd', "no claim '../../etc/passwd'"],
    ['.claims/shop', "no claim '.claims/shop'"],
    ['', "no claim ''"],
  ];

  test.each([
    ['diff', 'overwrite'],
    ['pr', 'overwrite'],
    ['pr', 'acknowledge'],
  ])('in %s --%s is an error with the nearest, and nothing is written', async (command, option) => {
    const before = refs();
    const given = WRONG.flatMap(([name]) => [`--${option}`, name]);
    const wrong = await run(command, `--${option}`, 'infra/app', ...given, '--json');
    expect(wrong.exitCode).toBe(1);
    const issues = WRONG.map(([, hint]) => ({
      code: 'claim-not-found',
      message: expect.stringContaining(hint.replaceAll('--X', `--${option}`)) as string,
    }));
    expect(wrong.json()).toMatchObject({
      error: { code: 'claim-not-found', message: '10 names are those of no claim', issues },
    });
    expect(refs()).toBe(before);
  });

  test('is told with all others of its kind', async () => {
    const wrong = await run('pr', '--overwrite', 'infra/ap', '--acknowledge', 'infra/shop-d');
    expect(wrong.exitCode).toBe(1);
    expect(wrong.stderr).toContain(
      "--overwrite: no claim 'infra/ap' in the program or the target, did you mean 'infra/app'?",
    );
    expect(wrong.stderr).toContain("--acknowledge: no claim 'infra/shop-d'");
  });

  test('is one that has a claim in the program, the registry, a ledger, a folder, or had one in the history of the base', async () => {
    const names = ['infra/shop-db', 'cli/by-hand', 'cli/orphan', 'cli/flat', 'cli/once'];
    const given = (option: string): string[] => names.flatMap((name) => [`--${option}`, name]);
    seedCommit(target, { 'claims/cli/once/x.yaml': 'a: 1\n', 'claims/cli/flat.yaml': 'a: 1\n' });
    seedCommit(target, {
      'claims/cli/once/x.yaml': null,
      'claims/cli/orphan/x.yaml': 'a: 1\n',
      'claims/registry.yaml':
        'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims:\n  - name: by-hand\n    category: cli\n    template: x\n    path: claims/cli/by-hand\n',
    });
    expect(await run('diff', ...given('overwrite'))).toMatchObject({ exitCode: 0, stderr: '' });
    // A removal that is merged leaves the command line of a CI job as it is.
    expect((await run('pr', '--merge')).exitCode).toBe(0);
    writeProgram(cwd, [APP]);
    for (const command of [['pr', '--merge'], ['pr'], ['pr', '--merge']]) {
      const again = await run(...command, ...given('acknowledge'));
      expect([again.exitCode, again.stderr]).toEqual([0, '']);
    }
    expect((await run('pr', '--acknowledge', 'infra/shop-dbs')).exitCode).toBe(1);
  });

  test('is a token that an acknowledgement may be given by', async () => {
    expect((await run('pr', '--acknowledge', 'claim-ghjkmnpqrstvwxyz')).exitCode).toBe(0);
  });

  test('in --merge-edits and delete is an error, too', async () => {
    expect((await run('pr', '--merge')).exitCode).toBe(0);
    expect((await run('diff', '--merge-edits', 'infra/ap')).stderr).toContain("did you mean 'infra/app'?");
    expect((await run('delete', 'infra/appp')).stderr).toContain("did you mean 'infra/app'?");
  });

  test('is found by its group, too', async () => {
    writeProject(
      cwd,
      [APP, DB],
      '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n  request: {group: category}\n',
    );
    expect((await run('pr', '--overwrite', 'infra/app', '--overwrite', 'infra/shop-db')).exitCode).toBe(0);
    expect((await run('pr', '--overwrite', 'infra/ap')).stderr).toContain("did you mean 'infra/app'?");
  });

  test('without a target is one that the program does not declare', async () => {
    writeProject(cwd, [APP]);
    expect((await run('diff', '--overwrite', 'infra/ap')).stderr).toContain("did you mean 'infra/app'?");
    expect((await run('diff', '--overwrite', 'infra/app')).exitCode).toBe(0);
  });
});

describe('a filter of claims list', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let cwd: string;
  beforeEach(() => {
    folder = temporaryFolder();
    cwd = folder.path;
    writeProject(cwd, [APP, { key: 'apps/web', kind: 'Web' }]);
    putFiles(join(cwd, 'target'), {
      'claims/bare/kustomization.yaml': 'resources: []\n',
      'claims/registry.yaml':
        'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims:\n' +
        '  - name: a\n    category: infra\n    template: volumeclaim\n    status: frozen\n    source: robot\n' +
        '  - name: b\n    category: apps\n    template: web\n    status: active\n    source: synth\n',
    });
  });
  afterEach(() => {
    folder.remove();
  });
  const list = (...argv: string[]): Promise<CliRun> => claims(['list', '--json', ...argv], { cwd });

  test.each([
    ['--category', 'infr', 'infra'],
    ['--category', 'Infra', 'infra'],
    ['--category', 'bar', 'bare'],
    ['--template', 'volumeclaims', 'volumeclaim'],
    ['--status', 'actve', 'active'],
    ['--status', 'frosen', 'frozen'],
    ['--source', 'backstge', 'backstage'],
    ['--source', 'robots', 'robot'],
  ])('%s %s names the nearest: %s', async (option, wrong, near) => {
    const answer = await list('--target', 'target', option, wrong);
    expect(answer.exitCode).toBe(2);
    expect(answer.json()).toMatchObject({
      error: {
        code: 'usage-invalid',
        message: `${option}: unknown ${option.slice(2)} '${wrong}', did you mean '${near}'?`,
      },
    });
  });

  test.each([
    ['--category', 'infra', 1],
    ['--category', 'bare', 0],
    ['--template', 'web', 1],
    ['--status', 'error', 0],
    ['--status', 'frozen', 1],
    ['--source', 'ci', 0],
    ['--source', '', 0],
  ])('%s %s is known', async (option, value, count) => {
    const answer = await list('--target', 'target', option, value);
    expect([answer.exitCode, answer.json().length]).toEqual([0, count]);
  });

  test('and a root that the target does not have is none for those who only look', async () => {
    for (const argv of [
      ['list', '--target', 'target'],
      ['registry', 'verify', '--target', 'target'],
      ['registry', 'repair', '--target', 'target'],
      ['adopt', 'target', '--out', 'out'],
      ['init', 'out', '--from', 'target'],
    ]) {
      const wrong = await claims([...argv, '--root', 'clams', '--json'], { cwd });
      expect([argv, wrong.exitCode, wrong.json()]).toMatchObject([
        argv,
        2,
        { error: { message: "--root: the target has no folder 'clams', did you mean 'claims'?" } },
      ]);
      const right = await claims([...argv, '--root', 'claims', '--json'], { cwd });
      expect([argv, right.exitCode]).not.toEqual([argv, 2]);
      rmSync(join(cwd, 'out'), { recursive: true, force: true });
    }
    putFiles(join(cwd, 'empty'), { '.gitkeep': '' });
    rmSync(join(cwd, 'empty/.gitkeep'));
    expect((await list('--target', 'empty', '--root', 'new')).exitCode).toBe(0);
  });

  test('of the program is checked against the program', async () => {
    expect((await list('--program', '--category', 'app')).json()).toMatchObject({
      error: { message: "--category: unknown category 'app', did you mean 'apps'?" },
    });
    expect((await list('--program', '--category', 'apps')).json()).toHaveLength(1);
    expect((await list('--program', '--status', 'active')).exitCode).toBe(0);
    expect((await list('--program', '--status', 'nonsense', '--source', 'nobody')).json()).toMatchObject({
      error: {
        message: '2 filters are unknown',
        issues: [{ message: "--status: unknown status 'nonsense'" }, {}],
      },
    });
  });

  test('finds nothing where there is nothing', async () => {
    putFiles(join(cwd, 'empty'), { 'README.md': '' });
    expect(await list('--target', 'empty', '--category', 'infra')).toMatchObject({ exitCode: 0 });
  });
});

test.each([
  [['registry', 'repair', '--orphans', 'remov'], '(did you mean remove?)'],
  [['diff', '--events', 'jsn'], '(did you mean json?)'],
  [['completion', 'fihs'], "unknown shell 'fihs' (did you mean fish?), use bash, zsh, fish"],
  [['help', 'synht'], "unknown command 'synht' (did you mean synth?)"],
  [['explain', 'claim-not-fund'], "did you mean 'claim-not-found'?"],
])('%j names the nearest', async (argv, message) => {
  const folder = temporaryFolder();
  try {
    const wrong = await claims(argv, { cwd: folder.path });
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toContain(message);
  } finally {
    folder.remove();
  }
});
