import { join } from 'node:path';
import { bareRepository, filesAt, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { type CollectorProcess, startCollector } from '../../fixtures/collector/collector-process';
import { claims, writeProject, type CliRun } from '../../cli/cli-run';

const REGISTRY = 'claims/registry.yaml';

describe('claims status', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let cwd: string;
  let collector: CollectorProcess;
  beforeAll(async () => {
    folder = temporaryFolder();
    const target = bareRepository(folder.path, { 'README.md': 'hello\n' });
    cwd = join(folder.path, 'project');
    const metadata = { namespace: 'shop' };
    writeProject(
      cwd,
      [
        { key: 'infra/app', metadata },
        { key: 'infra/db', metadata, cluster: 'prod-eu' },
      ],
      '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n',
    );
    expect(await run('pr', '--merge')).toMatchObject({ exitCode: 0 });
    const fields =
      '      status: error\n      statusMessage: "Instance db-x: Quota: no more"\n      lastCheckedAt: "2023-11-02T10:00:00Z"\n';
    const registry = filesAt(target, 'main')[REGISTRY] ?? '';
    seedCommit(target, { [REGISTRY]: registry.replace('      cluster: prod-eu\n', `${fields}$&`) });
    collector = await startCollector({ folder: folder.path });
  });
  afterAll(async () => {
    await collector.stop();
    folder.remove();
  });
  const run = async (...argv: string[]): Promise<CliRun> => claims(argv, { cwd });

  test('tells what the registry says', async () => {
    expect(await run('status')).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: [
        'not reported infra/app',
        'error infra/db in prod-eu since 2023-11-02T10:00:00Z (12 days)',
        '  Instance db-x: Quota: no more',
        '2 states: 1 not reported, 1 error',
        '',
      ].join('\n'),
    });
    expect((await run('status', 'infra/db', '--json')).json()).toEqual([
      {
        claim: 'infra/db',
        name: 'db',
        namespace: 'shop',
        category: 'infra',
        template: 'volumeclaim',
        source: 'synth',
        cluster: 'prod-eu',
        status: 'error',
        message: 'Instance db-x: Quota: no more',
        since: '2023-11-02T10:00:00Z',
      },
    ]);
    expect(await run('status', 'infra/bd')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("did you mean 'infra/db'?"),
    });
    expect(await run('status', '--status', 'eror')).toMatchObject({ exitCode: 2 });
  });

  test('asks a collector, which has what was reported since', async () => {
    const report = { cluster: 'prod-us', claimRef: 'shop/db', statusMessage: 'Ready=True' };
    const sent = await fetch(`${collector.url}/api/v1/status`, {
      method: 'POST',
      body: JSON.stringify({ ...report, cluster: 'prod-eu' }),
    });
    expect(sent.ok).toBe(true);
    await fetch(`${collector.url}/api/v1/status`, { method: 'POST', body: JSON.stringify(report) });
    const told = await run('status', '--from', collector.url);
    expect(told).toMatchObject({ exitCode: 0, stderr: '' });
    expect(told.stdout).toMatch(/^active infra\/db in prod-eu seen \S+\n/);
    // The registry's entry is about another cluster.
    expect(told.stdout).toMatch(/^active shop\/db in prod-us seen \S+$/m);
    expect(await run('status', 'infra/db', '--from', 'http://127.0.0.1:1')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('cannot be asked'),
    });
  });
});
