import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';
import { startGitea } from './gitea-server';
import type { GiteaServer } from './gitea-server';

describeWithTool('gitea', 'the real Gitea of the end-to-end tests', () => {
  let gitea: GiteaServer;

  beforeAll(async () => {
    gitea = await startGitea();
  }, BUILD_TIMEOUT);

  afterAll(async () => {
    await gitea.stop();
  });

  test('has a repository with files, takes a request, lists what it was asked', async () => {
    await gitea.createRepository('harvester', { 'claims/registry.yaml': 'claims: []\n' });
    const repository = `${gitea.apiUrl}/repos/${gitea.login}/harvester`;
    const headers = { authorization: `token ${gitea.token}`, 'content-type': 'application/json' };
    const from = gitea.requests.length;
    const written = await fetch(`${repository}/contents`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        branch: 'main',
        new_branch: 'claims/shop/all',
        message: 'Claims',
        files: [
          { operation: 'create', path: 'claims/a.yaml', content: Buffer.from('a: 1\n').toString('base64') },
        ],
      }),
    });
    expect(written.status).toBe(201);
    const pull = await fetch(`${repository}/pulls`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ title: 'Claims', head: 'claims/shop/all', base: 'main' }),
    });
    expect(pull.status).toBe(201);
    const list = await fetch(`${repository}/pulls?state=open`, { headers });
    expect(await list.json()).toMatchObject([{ number: 1, head: { ref: 'claims/shop/all' } }]);
    const seen = gitea.requests.slice(from);
    expect(seen.map(({ method, status, isWrite }) => [method, status, isWrite])).toEqual([
      ['POST', 201, true],
      ['POST', 201, true],
      ['GET', 200, false],
    ]);
  });

  test('takes Git over HTTP with the token', async () => {
    await gitea.createRepository('cloned');
    const folder = mkdtempSync(join(tmpdir(), 'clone-'));
    try {
      const header = `Authorization: Basic ${Buffer.from(`${gitea.login}:${gitea.token}`).toString('base64')}`;
      const env = {
        ...process.env,
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'http.extraHeader',
        GIT_CONFIG_VALUE_0: header,
      };
      const git = async (...argv: string[]) =>
        (await promisify(execFile)('git', argv, { cwd: folder, env })).stdout;
      await git('clone', '--quiet', gitea.gitUrl(gitea.login, 'cloned'), '.');
      await git('push', '--quiet', 'origin', 'HEAD:refs/heads/work');
      const branch = await gitea.call('GET', `/repos/${gitea.login}/cloned/branches/work`);
      expect(branch).toMatchObject({ status: 200, body: { name: 'work' } });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('another user has a token of their own', async () => {
    const jane = await gitea.addUser('jane');
    expect((await gitea.call('GET', '/user', undefined, jane)).body).toMatchObject({ login: 'jane' });
  });
});
