import { join } from 'node:path';
import {
  bareRepository,
  copyFolder,
  filesAt,
  type FolderCopy,
  git,
  pasteFolder,
  seedCommit,
  temporaryFolder,
} from '../../fixtures/git/git';
import { claims, writeProgram, writeProject, type CliRun, type TestClaim } from '../../cli/cli-run';

const APP: TestClaim = { key: 'infra/app', spec: { storage: '10Gi' } };
const WEB: TestClaim = { key: 'apps/web', spec: { replicas: 1 } };
const REF = 'refs/claims/requests/shop/all';

describe('claims against a Git repository', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let target: string;
  let cwd: string;
  beforeEach(() => {
    folder = temporaryFolder();
    target = bareRepository(folder.path, { 'README.md': 'hello\n' });
    cwd = join(folder.path, 'project');
    writeProject(cwd, [APP, WEB], '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n');
  });
  afterEach(() => {
    folder.remove();
  });
  const run = async (...argv: string[]): Promise<CliRun> => claims(argv, { cwd });
  const refs = (): string => git(target, ['for-each-ref']);
  let merged: FolderCopy | undefined;
  /** The program as it is at first, merged: where many tests begin. */
  const begin = async (): Promise<void> => {
    if (merged === undefined) {
      expect(await run('pr', '--merge')).toMatchObject({ exitCode: 0 });
      merged = copyFolder(target);
    } else pasteFolder(merged, target);
  };

  test('diff tells the changes with their place and writes nothing', async () => {
    const before = refs();
    const diff = await run('diff', '--json');
    expect(diff).toMatchObject({ exitCode: 0, stderr: '' });
    expect(diff.json()).toMatchObject({
      changes: [
        {
          change: 'added',
          kind: 'VolumeClaim',
          category: 'apps',
          name: 'web',
          path: 'claims/apps/web/volumeclaim.yaml',
          source: { file: 'main.js', line: 2, construct: 'apps/web' },
        },
        {
          change: 'added',
          category: 'infra',
          name: 'app',
          fields: expect.arrayContaining([{ path: 'spec', after: { storage: '10Gi' } }]),
        },
      ],
      kept: [],
      summary: { added: 2 },
    });
    expect((await run('diff', '--exit-code')).exitCode).toBe(3);
    expect((await run('diff', '--markdown')).stdout).toContain('## Claims of `shop`');
    expect(refs()).toBe(before);
  });

  test('pr opens one request, leaves it alone, updates it, merges it, and then has nothing to do', async () => {
    const opened = await run('pr', '--json');
    expect(opened).toMatchObject({ exitCode: 0, stderr: '' });
    expect(opened.json()).toMatchObject({
      action: 'created',
      branch: REF,
      base: 'main',
      commit: git(target, ['rev-parse', REF]),
      writes: 1,
    });

    const before = refs();
    expect((await run('pr', '--json')).json()).toMatchObject({ action: 'unchanged', writes: 0 });
    expect(refs()).toBe(before);

    writeProgram(cwd, [{ ...APP, spec: { storage: '20Gi' } }, WEB]);
    expect((await run('pr', '--json')).json()).toMatchObject({ action: 'updated', writes: 1 });
    expect(git(target, ['rev-list', '--count', `main..${REF}`])).toBe('1');

    expect((await run('pr', '--merge', '--json')).json()).toMatchObject({ action: 'merged' });
    expect(Object.keys(filesAt(target, 'main'))).toEqual([
      '.backstage/catalog-locations.yaml',
      'README.md',
      'claims/.claims/shop/apps.ledger',
      'claims/.claims/shop/infra.ledger',
      'claims/apps/kustomization.yaml',
      'claims/apps/web/catalog-info.yaml',
      'claims/apps/web/kustomization.yaml',
      'claims/apps/web/volumeclaim.yaml',
      'claims/infra/app/catalog-info.yaml',
      'claims/infra/app/kustomization.yaml',
      'claims/infra/app/volumeclaim.yaml',
      'claims/infra/kustomization.yaml',
      'claims/registry.yaml',
    ]);
    expect((await run('pr', '--json')).json()).toMatchObject({ action: 'none', writes: 0 });
    expect((await run('diff', '--exit-code')).exitCode).toBe(0);
  });

  test('pr --dry-run writes nothing', async () => {
    const before = refs();
    expect((await run('pr', '--dry-run', '--json')).json()).toMatchObject({ action: 'created', writes: 0 });
    expect((await run('pr', '--dry-run')).stdout).toContain('would open a change request');
    expect(refs()).toBe(before);
  });

  test('a claim that leaves the program is removed with everything that adding made', async () => {
    await begin();
    writeProgram(cwd, [APP]);
    const diff = await run('diff', '--json');
    expect(diff.json()).toMatchObject({ changes: [{ change: 'removed', category: 'apps', name: 'web' }] });
    const before = refs();
    for (const argv of [['pr'], ['pr', '--merge']]) {
      const refused = await run(...argv, '--json');
      expect(refused.exitCode).toBe(4);
      expect(refused.json()).toMatchObject({
        error: {
          code: 'acknowledgement-missing',
          message: expect.stringContaining('run it again with --acknowledge apps/web'),
          issues: [{ construct: 'apps/web', hint: expect.stringContaining('--acknowledge apps/web') }],
        },
      });
    }
    expect(refs()).toBe(before);
    const opened = await run('pr', '--acknowledge', 'apps/web', '--json');
    expect(opened.json()).toMatchObject({ action: 'created' });
    expect(git(target, ['log', '-1', '--format=%B', REF])).toContain('Claims-Acknowledge: apps/web');
    // The word stands in the request now: it need not be said again.
    expect((await run('pr', '--json')).json()).toMatchObject({ action: 'unchanged', writes: 0 });
    await run('pr', '--merge');
    expect(Object.keys(filesAt(target, 'main')).filter((path) => path.includes('web'))).toEqual([]);
    expect(filesAt(target, 'main')['claims/registry.yaml']).not.toContain('web');
  });

  test('the acknowledgement is asked for again when the merge result would remove another claim', async () => {
    await begin();
    writeProgram(cwd, [APP]);
    await run('pr', '--acknowledge', 'apps/web');
    writeProgram(cwd, []);
    const merged = await run('pr', '--merge', '--json');
    expect(merged.exitCode).toBe(4);
    expect(merged.json()).toMatchObject({ error: { issues: [{ construct: 'infra/app' }] } });
    expect(Object.keys(filesAt(target, 'main')).filter((path) => path.includes('web')).length).toBe(3);
  });

  test('requests are made by category where the configuration says so, and what one merges the others keep', async () => {
    writeProject(
      cwd,
      [APP, WEB],
      '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n  request:\n    group: category\n',
    );
    const opened = await run('pr', '--json');
    expect(opened.json()).toMatchObject({
      requests: [
        { action: 'created', branch: 'refs/claims/requests/shop/apps' },
        { action: 'created', branch: 'refs/claims/requests/shop/infra' },
      ],
      writes: 2,
    });
    expect((await run('pr', '--json')).json()).toMatchObject({ writes: 0 });
    await run('pr', '--merge');
    expect((await run('diff', '--exit-code')).exitCode).toBe(0);
    expect(Object.keys(filesAt(target, 'main'))).toEqual(
      expect.arrayContaining(['claims/infra/app/volumeclaim.yaml', 'claims/apps/web/volumeclaim.yaml']),
    );
  });

  test('a hand-edited claim is kept and listed, until it is overwritten', async () => {
    await begin();
    const path = 'claims/infra/app/volumeclaim.yaml';
    const standing = filesAt(target, 'main')[path] ?? '';
    seedCommit(target, { [path]: standing.replace('10Gi', '15Gi') });
    writeProgram(cwd, [{ ...APP, spec: { storage: '20Gi' } }, WEB]);
    const kept = await run('pr', '--json');
    expect(kept.json()).toMatchObject({ action: 'none', summary: { kept: 1 } });
    const shown = await run('diff');
    expect(shown.stdout).toContain('~ spec.storage: 15Gi -> 20Gi');
    expect(shown.stdout).toContain('--overwrite infra/app');
    await run('pr', '--merge', '--overwrite', 'infra/app');
    expect(filesAt(target, 'main')[path]).toContain('20Gi');
  });

  test('delete refuses what is declared and says where; takes what is not; is undone by nobody', async () => {
    await begin();
    const refused = await run('delete', 'apps/web');
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("'apps/web' is still declared at main.js:2");
    seedCommit(target, {
      'claims/cli/hacky.yaml': 'apiVersion: example.test/v1\nkind: VolumeClaim\nmetadata:\n  name: hacky\n',
      'claims/registry.yaml': `${filesAt(target, 'main')['claims/registry.yaml'] ?? ''}    - name: hacky\n      template: volumeclaim\n      category: cli\n      createdAt: "2026-01-01T00:00:00Z"\n      createdBy: me\n      source: cli\n      repository: acme/harvester\n      path: claims/cli/hacky.yaml\n`,
    });
    const deleted = await run('delete', 'cli/hacky', '--merge', '--json');
    expect(deleted).toMatchObject({ exitCode: 0 });
    expect(deleted.json()).toMatchObject({ action: 'merged', summary: { removed: 1 } });
    const after = filesAt(target, 'main');
    expect(after['claims/cli/hacky.yaml']).toBeUndefined();
    expect(after['claims/registry.yaml']).not.toContain('hacky');
    expect(after['claims/registry.yaml']).toContain('name: web');
    const unknown = await run('delete', 'infra/ap');
    expect(unknown.exitCode).toBe(1);
    expect(unknown.stderr).toContain("did you mean 'infra/app'?");
  });

  test('list shows registry and program, filtered', async () => {
    await begin();
    const all = (await run('list', '--json')).json() as unknown as { name: string }[];
    expect(all.map((entry) => entry.name)).toEqual(['web', 'app']);
    expect((await run('list', '--category', 'infra', '--json')).json()).toMatchObject([
      {
        name: 'app',
        template: 'volumeclaim',
        category: 'infra',
        source: 'synth',
        repository: 'acme/harvester',
        path: 'claims/infra/app',
      },
    ]);
    expect((await run('list', '--status', 'error')).stdout).toBe('no claims\n');
    expect((await run('list', '--program')).stdout).toContain('main.js:1');
  });

  test('registry verify finds the target sound', async () => {
    await begin();
    expect(await run('registry', 'verify', '--json')).toMatchObject({
      exitCode: 0,
      stdout: '{\n  "problems": []\n}\n',
    });
  });

  test('a plain folder cannot have a change request, and nothing is changed', async () => {
    const pr = await claims(['pr', '--target', cwd], { cwd });
    expect(pr.exitCode).toBe(1);
    expect(pr.stderr).toContain('not a Git repository');
  });
});
