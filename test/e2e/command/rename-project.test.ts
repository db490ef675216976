import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bareRepository, filesAt, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { claims, writeProject, type CliRun } from '../../cli/cli-run';

const CLAIMS = [{ key: 'apps/web' }, { key: 'infra/cache' }, { key: 'infra/db' }];

describe('a project that got another name', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let bare: string;
  let cwd: string;
  const named = (project: string, declared: typeof CLAIMS = CLAIMS): void => {
    writeProject(
      cwd,
      declared,
      `  project: ${project}\n  target: ../target.git\n  repository: acme/harvester\n`,
    );
  };
  const run = (...argv: string[]): Promise<CliRun> => claims(argv, { cwd });
  const files = (): Record<string, string> => filesAt(bare, 'main');
  const withoutLedgers = (tree: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(tree).filter(([path]) => !path.includes('/.claims/')));
  // Every test starts from a copy of one target that was merged to once.
  let merged: ReturnType<typeof temporaryFolder>;
  beforeAll(async () => {
    folder = merged = temporaryFolder();
    bare = bareRepository(folder.path);
    cwd = join(folder.path, 'prog');
    named('shop');
    expect((await run('pr', '--merge')).exitCode).toBe(0);
  });
  afterAll(() => {
    merged.remove();
  });
  beforeEach(() => {
    folder = temporaryFolder();
    cpSync(merged.path, folder.path, { recursive: true });
    bare = join(folder.path, 'target.git');
    cwd = join(folder.path, 'prog');
  });
  afterEach(() => {
    folder.remove();
  });

  test('is told once, by advice that deletes nothing', async () => {
    named('store');
    const { exitCode, stdout } = await run('diff', '--json');
    expect(exitCode).toBe(1);
    const { error } = JSON.parse(stdout) as {
      error: { code: string; issues: { message: string; hint: string }[] };
    };
    expect(error.code).toBe('claim-owned-elsewhere');
    expect(error.issues).toHaveLength(1);
    expect(error.issues[0]?.message).toBe(
      "all 3 claims belong to project 'shop', and 'store' owns nothing yet",
    );
    expect(error.issues[0]?.hint).toContain('`claims rename-project shop`');
  });

  test('takes its ledgers over, byte for byte, and nothing else; afterwards nothing differs', async () => {
    const before = files();
    named('store');
    const merged = await run('rename-project', 'shop', '--merge', '--json');
    expect([merged.exitCode, merged.json()]).toMatchObject([0, { action: 'merged', base: 'main' }]);
    const after = files();
    expect(withoutLedgers(after)).toEqual(withoutLedgers(before));
    for (const category of ['apps', 'infra']) {
      expect(after[`claims/.claims/store/${category}.ledger`]).toBe(
        before[`claims/.claims/shop/${category}.ledger`],
      );
    }
    expect(Object.keys(after).filter((path) => path.includes('/shop/'))).toEqual([]);
    const diff = await run('diff', '--exit-code');
    expect([diff.exitCode, diff.stdout]).toEqual([0, expect.stringContaining('No changes')]);
  });

  test('is reviewed like any other change, and a dry run writes nothing', async () => {
    named('store');
    const head = git(bare, ['rev-parse', 'main']);
    const dry = await run('rename-project', 'shop', '--dry-run');
    expect([dry.exitCode, dry.stdout]).toEqual([
      0,
      expect.stringContaining('2 ledgers would move from shop to store'),
    ]);
    expect(git(bare, ['for-each-ref', '--format=%(refname)', 'refs/claims/requests/store'])).toBe('');
    const opened = await run('rename-project', 'shop');
    expect([opened.exitCode, opened.stdout]).toEqual([0, expect.stringContaining('change request opened')]);
    expect(git(bare, ['rev-parse', 'main'])).toBe(head);
    const again = await run('rename-project', 'shop', '--json');
    expect(again.json()).toMatchObject({ action: 'unchanged', writes: 0 });
    // The program's own requests leave it alone.
    expect(git(bare, ['for-each-ref', '--format=%(refname)', 'refs/claims/requests/store'])).toContain(
      'rename-project',
    );
  });

  test('joins ledgers of both names where they own different claims', async () => {
    named('store', [...CLAIMS, { key: 'infra/new' }]);
    seedCommit(bare, {
      'claims/.claims/store/infra.ledger': `# cdk8s-claims ledger 1\n${'a'.repeat(40)}\tclaims/infra/old/x.yaml\tinfra/old\n`,
    });
    expect((await run('rename-project', 'shop', '--merge')).exitCode).toBe(0);
    const ledger = files()['claims/.claims/store/infra.ledger'] ?? '';
    expect([...new Set(ledger.match(/infra\/\w+$/gm))]).toEqual(['infra/cache', 'infra/db', 'infra/old']);
  });

  test('does not guess where both names own a claim', async () => {
    const { 'claims/.claims/shop/infra.ledger': ledger = '' } = files();
    seedCommit(bare, { 'claims/.claims/store/infra.ledger': ledger });
    named('store');
    const found = await run('rename-project', 'shop', '--merge', '--json');
    expect([found.exitCode, found.json()]).toMatchObject([
      1,
      {
        error: {
          code: 'project-rename-conflict',
          issues: [{ construct: 'infra/cache' }, { construct: 'infra/db' }],
        },
      },
    ]);
    expect(files()['claims/.claims/shop/infra.ledger']).toBe(ledger);
  });

  test.each([
    [
      'a name that no ledger has',
      ['shp'],
      1,
      /no ledger in the target is of project 'shp', did you mean 'shop'\?/,
    ],
    ['the name that it has now', ['store'], 2, /'store' is the project's name now/],
    ['no name at all', ['../x'], 2, /'\.\.\/x' is not a project name/],
  ])('refuses %s', async (_case, args, exitCode, message) => {
    named('store');
    const found = await run('rename-project', ...args);
    expect([found.exitCode, found.stderr]).toEqual([exitCode, expect.stringMatching(message)]);
  });

  test('an unreadable ledger stops it before anything is written', async () => {
    seedCommit(bare, { 'claims/.claims/shop/apps.ledger': '<<<<<<< HEAD\n' });
    named('store');
    const found = await run('rename-project', 'shop', '--merge');
    expect([found.exitCode, found.stderr]).toEqual([
      4,
      expect.stringContaining('claims/.claims/shop/apps.ledger:1'),
    ]);
  });

  test('an open request of the old name is named', async () => {
    named('shop', [...CLAIMS, { key: 'infra/new' }]);
    await run('pr');
    named('store');
    const found = await run('rename-project', 'shop');
    expect(found.stderr).toContain("refs/claims/requests/shop/all may hold an open change request of 'shop'");
  });

  test('a plain folder is changed at once', async () => {
    const plain = join(folder.path, 'plain');
    mkdirSync(plain);
    expect((await run('synth', '--output', plain)).exitCode).toBe(0);
    named('store');
    const found = await run('rename-project', 'shop', '--target', plain, '--json');
    expect([found.exitCode, found.json()]).toMatchObject([0, { action: 'written', writes: 4 }]);
    expect(readdirSync(join(plain, 'claims/.claims'))).toEqual(['store']);
    expect(readFileSync(join(plain, 'claims/.claims/store/infra.ledger'), 'utf8')).toContain('infra/db');
  });

  test('a claim of another program is told as such, one by one', async () => {
    named('web', [{ key: 'infra/db' }, { key: 'infra/own' }]);
    const found = await run('diff', '--json');
    expect(found.json()).toMatchObject({
      error: {
        code: 'claim-owned-elsewhere',
        issues: [{ construct: 'infra/db', hint: expect.stringContaining('deletes the object') }],
      },
    });
  });
});
