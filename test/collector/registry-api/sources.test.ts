import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { loopbackServer, type LoopbackServer } from '../../fixtures/http/loopback-server';
import { runRegistry, type RunningRegistry } from '../../fixtures/registry-api/registry-api';
import { THREE_CLAIMS } from '../../fixtures/registry-api/sample-registry';

let folder: ReturnType<typeof temporaryFolder>;
let api: RunningRegistry | undefined;
let upstream: LoopbackServer | undefined;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await api?.close();
  await upstream?.stop();
  [api, upstream] = [undefined, undefined];
  folder.remove();
});

const FILE = 'claims/registry.yaml';
const FIXED = THREE_CLAIMS.replace('status: error', 'status: active');
const statusOfDevBox = async (): Promise<string> => {
  const { text } = await api!.ask('GET', '/api/v1/claims/dev-box');
  return (JSON.parse(text) as { status: string }).status;
};

describe('a file or folder', () => {
  it('is read as it stands, links of a mounted ConfigMap included', async () => {
    mkdirSync(join(folder.path, 'claims/..data'), { recursive: true });
    writeFileSync(join(folder.path, 'claims/..data/registry.yaml'), THREE_CLAIMS);
    symlinkSync('..data/registry.yaml', join(folder.path, FILE));
    api = await runRegistry({ CLAIMS_REGISTRY_SOURCE: '.' }, folder.path);
    expect(await statusOfDevBox()).toBe('error');
    writeFileSync(join(folder.path, 'claims/..data/registry.yaml'), FIXED);
    await api.sync();
    expect(await statusOfDevBox()).toBe('active');
  });

  it('that is not there ends the start', async () => {
    const source = { CLAIMS_REGISTRY_SOURCE: join(folder.path, 'none.yaml') };
    await expect(runRegistry(source)).rejects.toMatchObject({ code: 'registry-not-found' });
  });

  it('of 100 MB is not read', async () => {
    const path = join(folder.path, 'r.yaml');
    writeFileSync(path, '#');
    truncateSync(path, 100 * 2 ** 20);
    await expect(runRegistry({ CLAIMS_REGISTRY_SOURCE: path })).rejects.toMatchObject({
      code: 'registry-too-large',
    });
  });

  it('that is a pipe is not waited for', async () => {
    const path = join(folder.path, 'pipe.yaml');
    execFileSync('mkfifo', [path]);
    await expect(runRegistry({ CLAIMS_REGISTRY_SOURCE: path })).rejects.toMatchObject({
      code: 'registry-not-found',
    });
  });
});

describe('a Git repository', () => {
  it('is read on its branch, and again after a push', async () => {
    git(folder.path, ['init', '--quiet', '--bare', '--initial-branch=main', 'r.git']);
    const repository = join(folder.path, 'r.git');
    seedCommit(repository, { [FILE]: THREE_CLAIMS }, { isNew: true });
    api = await runRegistry({ CLAIMS_REGISTRY_SOURCE: repository });
    expect(await statusOfDevBox()).toBe('error');
    const { syncedAt } = api.state();
    await api.sync();
    expect(api.state().failure).toBeUndefined();
    expect(api.state().syncedAt).toBeGreaterThanOrEqual(syncedAt);
    seedCommit(repository, { [FILE]: FIXED });
    await api.sync();
    expect(await statusOfDevBox()).toBe('active');
    seedCommit(repository, { [FILE]: null });
    await api.sync();
    expect(api.state().failure).toMatchObject({ code: 'registry-not-found' });
    expect(await statusOfDevBox()).toBe('active');
  });

  it.each([
    ['without the branch', { REGISTRY_BRANCH: 'nope' }, 'base-branch-missing'],
    ['without the file', { REGISTRY_PATH: 'nope.yaml' }, 'registry-not-found'],
  ])('%s ends the start', async (_what, env, code) => {
    git(folder.path, ['init', '--quiet', '--bare', '--initial-branch=main', 'r.git']);
    const repository = join(folder.path, 'r.git');
    seedCommit(repository, { [FILE]: THREE_CLAIMS }, { isNew: true });
    await expect(runRegistry({ CLAIMS_REGISTRY_SOURCE: repository, ...env })).rejects.toMatchObject({ code });
  });
});

describe('a raw file', () => {
  const token = 'tok-0123456789';

  it('gets the token of the original’s variable, and its ETag back', async () => {
    const tags: (string | undefined)[] = [];
    upstream = await loopbackServer((request, response) => {
      tags.push(request.headers['if-none-match']);
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else response.writeHead(200, { ETag: '"v1"' }).end(THREE_CLAIMS);
    });
    api = await runRegistry({
      REGISTRY_REPO: 'acme/harvester',
      REGISTRY_BRANCH: 'dev',
      REGISTRY_PATH: 'a/r.yaml',
      REGISTRY_BASE_URL: `${upstream.origin}/`,
      GITHUB_TOKEN: token,
    });
    await api.sync();
    expect(api.state().failure).toBeUndefined();
    expect(tags).toEqual([undefined, '"v1"']);
    expect(upstream.asked).toEqual(
      [1, 2].map(() => ({ method: 'GET', path: '/acme/harvester/dev/a/r.yaml', token: `token ${token}` })),
    );
    expect(api.log.join('')).not.toContain(token);
  });

  it('of CLAIMS_REGISTRY_SOURCE gets the token for it, and not that of GitHub', async () => {
    upstream = await loopbackServer((_request, response) => response.end(THREE_CLAIMS));
    const source = { CLAIMS_REGISTRY_SOURCE: `${upstream.origin}/r.yaml`, GITHUB_TOKEN: 'ghx-123456' };
    api = await runRegistry(source);
    await api.close();
    api = await runRegistry({ ...source, REGISTRY_TOKEN: token });
    await api.close();
    const address = `${upstream.origin}/r.yaml`.replace('//', '//ana:hunter22@');
    api = await runRegistry({ ...source, CLAIMS_REGISTRY_SOURCE: address });
    const basic = `Basic ${Buffer.from('ana:hunter22').toString('base64')}`;
    expect(upstream.asked.map((asked) => asked.token)).toEqual([undefined, `Bearer ${token}`, basic]);
    expect((await api.ask('GET', '/status')).text).not.toContain('hunter22');
  });

  it('sends no token in the clear, nor to another server', async () => {
    await expect(
      runRegistry({ CLAIMS_REGISTRY_SOURCE: 'http://registry.example/r.yaml', REGISTRY_TOKEN: token }),
    ).rejects.toMatchObject({ code: 'config-invalid' });
    const other = await loopbackServer((_request, response) => response.end(THREE_CLAIMS));
    upstream = await loopbackServer((_request, response) => {
      response.writeHead(302, { Location: `${other.origin}/r.yaml` }).end();
    });
    const source = { CLAIMS_REGISTRY_SOURCE: `${upstream.origin}/r.yaml`, REGISTRY_TOKEN: token };
    await expect(runRegistry(source)).rejects.toThrow(`redirects to ${other.origin}`);
    expect(other.asked).toEqual([]);
    await other.stop();
  });

  it.each([
    [404, 'registry-not-found'],
    [403, 'registry-unavailable'],
    [500, 'registry-unavailable'],
  ])('that answers %i ends the start, in the original’s words', async (status, code) => {
    upstream = await loopbackServer((_request, response) => response.writeHead(status).end());
    const url = `${upstream.origin}/r.yaml`;
    await expect(runRegistry({ CLAIMS_REGISTRY_SOURCE: url })).rejects.toMatchObject({
      code,
      message: `unexpected status ${status} from ${url}`,
    });
  });

  it('of 100 MB is not read to its end', async () => {
    let sent = 0;
    upstream = await loopbackServer((_request, response) => {
      const chunk = Buffer.alloc(2 ** 20, '#');
      const more = (): void => {
        while (!response.destroyed && sent < 100 && response.write(chunk)) sent += 1;
        if (sent >= 100) response.end();
      };
      response.on('drain', more);
      more();
    });
    const source = { CLAIMS_REGISTRY_SOURCE: `${upstream.origin}/r.yaml` };
    await expect(runRegistry(source)).rejects.toMatchObject({ code: 'registry-too-large' });
    expect(sent).toBeLessThan(100);
  });

  it('that nobody serves ends the start', async () => {
    upstream = await loopbackServer(() => undefined);
    await upstream.stop();
    await expect(runRegistry({ CLAIMS_REGISTRY_SOURCE: `${upstream.origin}/r.yaml` })).rejects.toMatchObject({
      code: 'registry-unavailable',
      message: expect.stringMatching(/ECONNREFUSED$/),
    });
  });
});

it('has to be named', async () => {
  await expect(runRegistry({})).rejects.toMatchObject({
    code: 'config-invalid',
    issues: [{ hint: expect.stringContaining('CLAIMS_REGISTRY_SOURCE') }],
  });
});
