import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { READ_ONLY, scriptFaults, startGitHub } from '../../fixtures/github';
import type { FaultPlan, GitHub } from '../../fixtures/github';
import { client, FILES, REPO } from '../../contract/github-fixture/client';

const run = promisify(execFile);

// Each test starts a dozen Git processes, which a busy machine serves late.
jest.setTimeout(60_000);

/** Real Git against the real bare repository: mode bare. */
describe('Git over HTTP of the GitHub fixture', () => {
  const folders: string[] = [];
  const running: GitHub[] = [];

  afterEach(async () => {
    for (const github of running.splice(0)) await github.stop();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  async function start(faultPlan?: FaultPlan): Promise<GitHub> {
    const github = await startGitHub({ mode: 'bare', faultPlan });
    running.push(github);
    github.repository('acme', 'harvester').createWithFiles(FILES);
    return github;
  }

  /** Git with the token in an environment variable, as a header. */
  function git(token: string, folder: string) {
    const header = `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
    const env = {
      ...process.env,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.extraHeader',
      GIT_CONFIG_VALUE_0: header,
    };
    return async (...argv: string[]) => (await run('git', argv, { cwd: folder, env })).stdout;
  }

  async function clone(
    github: GitHub,
    token = github.token,
  ): Promise<{ folder: string; inside: ReturnType<typeof git> }> {
    const folder = mkdtempSync(join(tmpdir(), 'clone-'));
    folders.push(folder);
    const inside = git(token, folder);
    await inside('clone', '--quiet', github.gitUrl('acme', 'harvester'), '.');
    return { folder, inside };
  }

  async function commit(folder: string, inside: ReturnType<typeof git>, text: string): Promise<string> {
    writeFileSync(join(folder, 'pushed.yaml'), text);
    await inside('add', '.');
    await inside('commit', '--quiet', '-m', text);
    return (await inside('rev-parse', 'HEAD')).trim();
  }

  test('a pushed branch is seen by the API, an API commit is fetched', async () => {
    const github = await start();
    const { folder, inside } = await clone(github);
    const pushed = await commit(folder, inside, 'one');
    await inside('push', '--quiet', 'origin', 'HEAD:refs/heads/work');
    const call = client(github);
    expect((await call('GET', `${REPO}/git/ref/heads/work`)).body.object.sha).toBe(pushed);
    await call('POST', `${REPO}/pulls`, { title: 'x', head: 'work', base: 'main' });
    const next = await commit(folder, inside, 'two');
    await inside('push', '--quiet', 'origin', 'HEAD:refs/heads/work');
    expect((await call('GET', `${REPO}/pulls/1`)).body.head.sha).toBe(next);
    const byApi = github.repository('acme', 'harvester').commit('main', { 'api.txt': 'x\n' });
    await inside('fetch', '--quiet', 'origin', 'main');
    expect((await inside('rev-parse', 'FETCH_HEAD')).trim()).toBe(byApi);
    expect(github.log.writes().map((request) => request.route)).toEqual([
      'git-receive-pack',
      '/repos/{owner}/{repo}/pulls',
      'git-receive-pack',
    ]);
  });

  test('a push with a stale lease is refused', async () => {
    const github = await start();
    const { folder, inside } = await clone(github);
    const seen = (await inside('rev-parse', 'HEAD')).trim();
    const moved = github.repository('acme', 'harvester').commit('main', { 'human.txt': 'x\n' });
    await commit(folder, inside, 'one');
    await expect(
      inside('push', `--force-with-lease=refs/heads/main:${seen}`, 'origin', 'HEAD:refs/heads/main'),
    ).rejects.toThrow(/stale info/);
    expect(github.repository('acme', 'harvester').head('main')).toBe(moved);
  });

  test('a read-only token clones but does not push; a protected branch takes no push; no token, no answer', async () => {
    const github = await start();
    const { folder, inside } = await clone(github, github.addToken('reader', { permissions: READ_ONLY }));
    await commit(folder, inside, 'one');
    await expect(inside('push', 'origin', 'HEAD:refs/heads/work')).rejects.toThrow(/403/);
    github.repository('acme', 'harvester').protect('main');
    await expect(git(github.token, folder)('push', 'origin', 'HEAD:refs/heads/main')).rejects.toThrow(
      /Protected branch update failed/,
    );
    await expect(git('wrong', folder)('fetch', 'origin')).rejects.toThrow(
      /Authentication failed|could not read Username/,
    );
  });

  test('a push whose answer is lost has happened', async () => {
    const github = await start(
      scriptFaults({ method: 'POST', route: 'git-receive-pack', fault: { kind: 'reset', applied: true } }),
    );
    const { folder, inside } = await clone(github);
    const pushed = await commit(folder, inside, 'one');
    await expect(inside('push', 'origin', 'HEAD:refs/heads/work')).rejects.toThrow();
    expect(github.repository('acme', 'harvester').head('work')).toBe(pushed);
  });
});
