import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bareRepository, filesAt, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { claims, writeProgram, writeProject, type CliRun, type TestClaim } from '../../cli/cli-run';

const DB: TestClaim = { key: 'prod/infra/db', kind: 'Database', spec: { size: 1 }, cluster: 'eu-1' };
const WEB: TestClaim = { key: 'prod/apps/web', spec: { replicas: 1 } };
const A: TestClaim = { key: 'infra/a', file: 'db/all.yaml', spec: { size: 1 }, owner: 'team-a' };
const B: TestClaim = { key: 'infra/b', file: 'db/all.yaml', spec: { size: 1 }, owner: 'team-b' };

describe('claims wherever they stand, on the command line', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let target: string;
  let cwd: string;
  const start = (declared: readonly TestClaim[], gitops = '', files: Record<string, string> = {}): void => {
    folder = temporaryFolder();
    target = bareRepository(folder.path, { 'README.md': 'hello\n', ...files });
    cwd = join(folder.path, 'project');
    writeProject(
      cwd,
      declared,
      `  target: ../target.git\n  project: shop\n  repository: acme/harvester\n${gitops}`,
    );
  };
  afterEach(() => {
    folder.remove();
  });
  const run = async (...argv: string[]): Promise<CliRun> => claims(argv, { cwd });
  const main = (): Record<string, string> => filesAt(target, 'main');

  test('a category of several folders is merged, listed, changed and deleted by its whole name', async () => {
    start([DB, WEB]);
    expect(await run('pr', '--merge')).toMatchObject({ exitCode: 0 });
    expect(Object.keys(main())).toEqual(
      expect.arrayContaining([
        'claims/.claims/shop/prod/infra.ledger',
        'claims/prod/infra/db/database.yaml',
        'claims/prod/infra/kustomization.yaml',
      ]),
    );
    expect((await run('list', '--json')).json()).toMatchObject([
      { category: 'prod/apps', name: 'web' },
      { category: 'prod/infra', name: 'db', cluster: 'eu-1', path: 'claims/prod/infra/db' },
    ]);
    expect((await run('list', '--category', 'prod/infra', '--json')).json()).toHaveLength(1);
    expect((await run('diff', '--overwrite', 'prod/infra/dbb')).stderr).toContain(
      "did you mean 'prod/infra/db'",
    );
    writeProgram(cwd, [WEB]);
    const refused = await run('pr', '--merge');
    expect(refused.exitCode).toBe(4);
    expect(refused.stderr).toContain('--acknowledge prod/infra/db');
    expect(await run('pr', '--merge', '--acknowledge', 'prod/infra/db')).toMatchObject({ exitCode: 0 });
    expect(Object.keys(main()).filter((path) => path.includes('prod/infra/db'))).toEqual([]);
    writeProgram(cwd, []);
    expect(await run('delete', 'prod/apps/web', '--merge')).toMatchObject({ exitCode: 0 });
    expect(Object.keys(main()).filter((path) => path.includes('prod/apps/web'))).toEqual([]);
  });

  test('requests by category join its folders, those by owner keep a file whole', async () => {
    start([DB, WEB, A, B], '  request: { group: category }\n');
    expect(await run('pr')).toMatchObject({ exitCode: 0 });
    const groups = (): string[] =>
      git(target, ['for-each-ref', '--format=%(refname)', 'refs/claims/requests'])
        .split('\n')
        .map((ref) => ref.slice(ref.lastIndexOf('/') + 1));
    expect(groups()).toEqual(['infra', 'prod+apps', 'prod+infra']);
    folder.remove();
    start([A, B], '  request: { group: owner }\n');
    expect(await run('pr')).toMatchObject({ exitCode: 0 });
    expect(groups()).toEqual(['team-a']);
  });

  test('claims of one file come, change and go alone, edits by hand beside them stay', async () => {
    start([A, B]);
    expect(await run('pr', '--merge')).toMatchObject({ exitCode: 0 });
    const path = 'claims/infra/db/all.yaml';
    const first = main()[path] ?? '';
    seedCommit(target, { [path]: first.replace('size: 1', 'size: 1 # by hand') });
    writeProgram(cwd, [A, { ...B, spec: { size: 2 } }]);
    expect(await run('pr', '--merge')).toMatchObject({ exitCode: 0 });
    const second = main()[path] ?? '';
    expect(second).toBe(first.replace('size: 1', 'size: 1 # by hand').replace(/size: 1\n$/, 'size: 2\n'));
    writeProgram(cwd, [A]);
    expect(await run('pr', '--merge', '--acknowledge', 'infra/b')).toMatchObject({ exitCode: 0 });
    expect(main()[path]).toBe(second.slice(0, second.indexOf('---\n')));
  });

  test('a claim that no program declares is taken out of the file that it shares', async () => {
    start([A, B]);
    expect(await run('pr', '--merge')).toMatchObject({ exitCode: 0 });
    const both = main()['claims/infra/db/all.yaml'] ?? '';
    writeProgram(cwd, [B]);
    seedCommit(target, { 'claims/.claims/shop/infra.ledger': null });
    expect(await run('delete', 'infra/a', '--merge')).toMatchObject({ exitCode: 0 });
    expect(main()['claims/infra/db/all.yaml']).toBe(both.slice(both.indexOf('---\n') + 4));
  });

  test('the top of the repository holds the claims', async () => {
    start([DB], "  root: '.'\n", { 'docs/guide.md': 'read me\n' });
    expect(await run('pr', '--merge')).toMatchObject({ exitCode: 0 });
    const files = main();
    expect(Object.keys(files).sort()).toEqual([
      '.backstage/catalog-locations.yaml',
      '.claims/shop/prod/infra.ledger',
      'README.md',
      'docs/guide.md',
      'prod/infra/db/catalog-info.yaml',
      'prod/infra/db/database.yaml',
      'prod/infra/db/kustomization.yaml',
      'prod/infra/kustomization.yaml',
      'registry.yaml',
    ]);
    expect(files['.backstage/catalog-locations.yaml']).toContain('- ../prod/infra/db/catalog-info.yaml');
    expect(files['registry.yaml']).toContain('path: prod/infra/db\n');
    expect((await run('diff', '--exit-code')).exitCode).toBe(0);
    expect((await run('list', '--json')).json()).toHaveLength(1);
    writeProgram(cwd, []);
    expect(await run('pr', '--merge', '--acknowledge', 'prod/infra/db')).toMatchObject({ exitCode: 0 });
    expect(Object.keys(main()).filter((path) => path.includes('db'))).toEqual([]);
  });

  test('synth writes and takes back what stands in several folders and in one file', async () => {
    start([DB, A, B]);
    writeProject(cwd, [DB, A, B], '  repository: acme/harvester\n');
    expect(await run('synth')).toMatchObject({ exitCode: 0 });
    expect((await run('synth', '--json')).json()).toMatchObject({ written: [], removed: [] });
    writeProgram(cwd, [A]);
    expect((await run('synth', '--json')).json()).toMatchObject({
      removed: expect.arrayContaining(['claims/prod/infra/db/database.yaml']),
    });
    expect(readdirSync(join(cwd, 'dist/claims')).sort()).toEqual(['.claims', 'infra', 'registry.yaml']);
  });

  test('synth writes the top of a repository, and again', async () => {
    start([DB]);
    writeProject(cwd, [DB], "  repository: acme/harvester\n  root: '.'\n");
    expect(await run('synth')).toMatchObject({ exitCode: 0 });
    expect(readdirSync(join(cwd, 'dist')).sort()).toEqual(['.backstage', '.claims', 'prod', 'registry.yaml']);
    expect((await run('synth', '--json')).json()).toMatchObject({ written: [], removed: [] });
  });
});
