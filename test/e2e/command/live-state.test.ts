import { join } from 'node:path';
import { bareRepository, filesAt, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { claims, writeProgram, writeProject, type CliRun, type TestClaim } from '../../cli/cli-run';

const APP: TestClaim = { key: 'infra/app', spec: { storage: '10Gi' }, cluster: 'prod-eu' };
const DB: TestClaim = { key: 'infra/db', spec: { storage: '10Gi' } };
const WEB: TestClaim = { key: 'zoo/web', spec: { replicas: 1 } };
const REF = 'refs/claims/requests/shop/all';
const REGISTRY = 'claims/registry.yaml';

describe('what the registry of the base says of claims as they run', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let target: string;
  let cwd: string;
  beforeEach(async () => {
    folder = temporaryFolder();
    target = bareRepository(folder.path, { 'README.md': 'hello\n' });
    cwd = join(folder.path, 'project');
    writeProject(
      cwd,
      [APP, DB, WEB],
      '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n',
    );
    expect(await run('pr', '--merge')).toMatchObject({ exitCode: 0 });
  });
  afterEach(() => {
    folder.remove();
  });
  const run = async (...argv: string[]): Promise<CliRun> => claims(argv, { cwd });
  const body = (): string => git(target, ['log', '-1', '--format=%B', REF]);

  /** As the reconciler writes it. */
  function say(name: string, status: string, message: string): void {
    const registry = filesAt(target, 'main')[REGISTRY] ?? '';
    const fields = { status, statusMessage: message, lastCheckedAt: '2026-11-15T10:00:00Z' };
    const lines = Object.entries(fields).map(
      ([field, value]) => `      ${field}: ${JSON.stringify(value)}\n`,
    );
    const entry = new RegExp(
      `(- name: ${name}\\n(?:      .*\\n)*?      path: .*\\n)(?:      (?:status|lastC).*\\n)*`,
    );
    const written = registry.replace(entry, `$1${lines.join('')}`);
    expect(written).not.toBe(registry);
    seedCommit(target, { [REGISTRY]: written });
  }

  test('is shown by diff and request; what is destroyed is said to be live, and wants the word that it wanted before', async () => {
    say('app', 'active', 'Ready');
    say('web', 'error', 'Instance web-x7: QuotaExceeded: no more instances');
    writeProgram(cwd, [
      { ...APP, spec: { storage: '20Gi' } },
      { ...DB, spec: { storage: '20Gi' } },
    ]);
    const diff = await run('diff');
    expect(diff.stdout).toContain('the registry says: Ready in prod-eu since 2026-11-15\n');
    expect(diff.stdout).toContain('it is live, the registry says: not Ready since 2026-11-15:');
    expect(diff.stdout.match(/the registry says/g)).toHaveLength(2);
    expect((await run('diff', '--json')).json()).toMatchObject({
      changes: [
        { name: 'app', live: [{ status: 'active', cluster: 'prod-eu', since: '2026-11-15T10:00:00Z' }] },
        expect.not.objectContaining({ live: expect.anything() }),
        { name: 'web', change: 'removed', live: [{ status: 'error' }] },
      ],
    });
    expect((await run('diff', '--markdown')).stdout).toContain(
      '`zoo/web` is removed: **It is live, the registry says: not Ready since 2026-11-15: `Instance web-x7: QuotaExceeded: no more instances`.**',
    );
    expect(await run('pr')).toMatchObject({ exitCode: 4 });
    const opened = await run('pr', '--acknowledge', 'zoo/web');
    expect(opened).toMatchObject({ exitCode: 0 });
    expect(opened.stdout).toContain('it is live, the registry says: not Ready');
    expect(body()).toContain('It is live, the registry says: not Ready since 2026-11-15:');
    expect(body()).toContain('The registry says: Ready in prod-eu since 2026-11-15');
  });

  test('never updates a request by itself, nor its words; a change of the claims brings them up to date', async () => {
    say('app', 'active', 'Ready');
    const added: TestClaim = { key: 'infra/new', spec: { storage: '1Gi' } };
    writeProgram(cwd, [{ ...APP, spec: { storage: '20Gi' } }, DB, added, WEB]);
    expect((await run('pr', '--json')).json()).toMatchObject({ action: 'created' });
    const before = git(target, ['rev-parse', REF]);
    for (const [claim, status] of [
      ['app', 'error'],
      ['web', 'active'],
      ['app', 'unknown'],
    ] as const) {
      say(claim, status, `told as ${status}`);
      expect((await run('pr', '--json')).json()).toMatchObject({ action: 'unchanged', writes: 0 });
    }
    expect(git(target, ['rev-parse', REF])).toBe(before);
    expect(body()).toContain('The registry says: Ready in prod-eu');

    writeProgram(cwd, [{ ...APP, spec: { storage: '30Gi' } }, DB, added, WEB]);
    expect((await run('pr', '--json')).json()).toMatchObject({ action: 'updated' });
    expect(body()).toContain(
      'The registry says: status unknown in prod-eu since 2026-11-15: `told as unknown`',
    );
    expect((await run('pr', '--merge', '--json')).json()).toMatchObject({ action: 'merged' });
    expect(filesAt(target, 'main')[REGISTRY]).toContain('told as unknown');
  });

  test('is brought along where Git could not merge the request any more', async () => {
    writeProgram(cwd, [APP, DB]);
    expect((await run('pr', '--acknowledge', 'zoo/web', '--json')).json()).toMatchObject({
      action: 'created',
    });
    say('web', 'active', 'Ready');
    expect((await run('pr', '--json')).json()).toMatchObject({ action: 'updated' });
    expect(body()).toContain('It is live, the registry says: Ready since 2026-11-15.');
    expect((await run('pr', '--json')).json()).toMatchObject({ action: 'unchanged', writes: 0 });
  });

  test('a removed claim that somebody made by hand is said to be live by delete, too', async () => {
    writeProgram(cwd, [APP, DB]);
    say('web', 'creating', 'waiting');
    const deleted = await run('delete', 'zoo/web');
    expect(deleted).toMatchObject({ exitCode: 0 });
    expect(deleted.stdout).toContain('it is live, the registry says: creating since 2026-11-15: waiting');
  });
});
