import { join } from 'node:path';
import { seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { type GitHub, startGitHub } from '../../fixtures/github';
import { claims, writeProgram, writeProject, type CliRun, type TestClaim } from '../../cli/cli-run';

const APP: TestClaim = { key: 'infra/app', spec: { storage: '10Gi' } };

describe('claims pr on GitHub', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let github: GitHub;
  let cwd: string;
  beforeEach(async () => {
    folder = temporaryFolder();
    github = await startGitHub({ mode: 'bare' });
    seedCommit(github.repository('acme', 'harvester').gitDirectory!, { 'README.md': 'hello\n' });
    cwd = join(folder.path, 'project');
    const forge = `  forge: {type: github, apiUrl: '${github.apiUrl}'}\n`;
    writeProject(cwd, [APP], `  target: ${github.gitUrl('acme', 'harvester')}\n  project: shop\n${forge}`);
  });
  afterEach(async () => {
    await github.stop();
    folder.remove();
  });
  const run = (env: Record<string, string>, ...argv: string[]): Promise<CliRun> => claims(argv, { cwd, env });
  /** As in a process of its own: without the pauses between what this run and those before write. */
  const runAnew: typeof run = (env, ...argv) => {
    jest.resetModules();
    return run(env, ...argv);
  };

  test('opens a pull request, leaves it alone, and shows the token to nobody', async () => {
    const env = { GITHUB_TOKEN: github.token };
    const opened = await run(env, 'pr', '--json');
    expect(opened).toMatchObject({ exitCode: 0, stderr: '' });
    expect(opened.json()).toMatchObject({
      action: 'created',
      branch: 'claims/shop/all',
      base: 'main',
      url: expect.stringMatching(/\/acme\/harvester\/pull\/1$/),
    });
    const [pull] = github.repository('acme', 'harvester').pulls('open');
    expect(pull).toMatchObject({ title: 'claims(shop): 1 added', head: 'claims/shop/all' });
    expect(pull?.body).toContain('`infra/app`');
    const from = github.log.length;
    const again = await run(env, 'pr', '--json');
    expect(again.json()).toMatchObject({ action: 'unchanged', writes: 0 });
    expect(github.log.writes(from)).toEqual([]);
    expect(github.log.all().every(({ login }) => login === 'claims-bot')).toBe(true);
    expect([opened, again].map(({ stdout, stderr }) => stdout + stderr).join('')).not.toContain(github.token);
  });

  test('opens it also where a removal waits for its word, and takes that from a label', async () => {
    const env = { GITHUB_TOKEN: github.token };
    const hosted = github.repository('acme', 'harvester');
    await run(env, 'pr');
    hosted.mergePull(1);
    hosted.deleteBranch('claims/shop/all');
    writeProgram(cwd, [{ key: 'infra/web' }]);
    const refused = await runAnew(env, 'pr');
    expect(refused.exitCode).toBe(4);
    expect(refused.stderr).toContain('--acknowledge infra/app');
    expect(refused.stderr).toContain("'claims/ack:infra/app'");
    expect(hosted.pulls('open').map(({ number }) => number)).toEqual([2]);
    expect((await run(env, 'pr', '--merge')).exitCode).toBe(4);
    hosted.editPull(2, { labels: ['claims/ack:infra/app'] });
    const merged = await runAnew(env, 'pr', '--merge', '--json');
    expect(merged.json()).toMatchObject({ action: 'merged' });
    expect(Object.keys(hosted.files())).not.toContain('claims/infra/app/volumeclaim.yaml');
  });

  test('without a token fails as a matter of access', async () => {
    const failed = await run({}, 'pr', '--json');
    expect(failed.exitCode).toBe(1);
    expect(failed.stdout + failed.stderr).toMatch(/target-auth-failed|forge-token-missing/);
  });
});
