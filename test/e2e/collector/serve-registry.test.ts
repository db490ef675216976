import { createHmac } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git, seedCommit } from '../../fixtures/git/git';
import { loopbackServer } from '../../fixtures/http/loopback-server';
import { serviceProcesses, type ServiceProcess } from '../../fixtures/programs/service-processes';
import { until } from '../../fixtures/registry-api/registry-api';
import { THREE_CLAIMS } from '../../fixtures/registry-api/sample-registry';

const FILE = 'claims/registry.yaml';

const { folder, start } = serviceProcesses();

const serve = (args: readonly string[], env?: Record<string, string>): ServiceProcess =>
  start('cli/main.js', ['serve', 'registry', '--port', '0', ...args], env);
const original = (args: readonly string[], env: Record<string, string> = {}): ServiceProcess =>
  start('cli/originals/machinery-registry-api.js', args, env);

async function listening({ stdout, stderr, child }: ServiceProcess): Promise<string> {
  const url = (): string | undefined =>
    /registry API on (http:\S+),[^]*\ntry: .*\n/.exec(stdout())?.[1] ??
    /"url":"(http:[^"]+)"/.exec(stderr())?.[1];
  await until(() => {
    if (child.exitCode !== null) throw new Error(`it ended: ${stderr()}`);
    return url() !== undefined;
  });
  return url() ?? '';
}

const statusOfDevBox = async (url: string): Promise<string> =>
  ((await (await fetch(`${url}/api/v1/claims/dev-box`)).json()) as { status: string }).status;

describe('claims serve registry', () => {
  it('serves a folder, prints a command that works, and ends with 0', async () => {
    mkdirSync(join(folder(), 'claims'));
    writeFileSync(join(folder(), FILE), THREE_CLAIMS);
    const run = serve(['--source', '.']);
    const url = await listening(run);
    expect(run.stdout()).toContain('3 claims of ');
    const address = /try: curl -sS (\S+), or open (\S+)\n/.exec(run.stdout());
    expect(await (await fetch(address?.[1] ?? '')).json()).toMatchObject({ items: [{}, {}, {}] });
    expect(await (await fetch(address?.[2] ?? '')).text()).toContain('dev-box');
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    const lines = run
      .stderr()
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as { msg: string });
    expect(lines.at(-1)?.msg).toBe('server stopped');
    expect(url).toContain('127.0.0.1');
  });

  it('follows a Git repository by looking and by webhook', async () => {
    git(folder(), ['init', '--quiet', '--bare', '--initial-branch=main', 'r.git']);
    const repository = join(folder(), 'r.git');
    seedCommit(repository, { [FILE]: THREE_CLAIMS }, { isNew: true });
    const secret = 'sixteen characters and more';
    const run = serve(['--source', 'r.git', '--interval', '1h'], { REGISTRY_WEBHOOK_SECRET: secret });
    const url = await listening(run);
    expect(await statusOfDevBox(url)).toBe('error');
    seedCommit(repository, { [FILE]: THREE_CLAIMS.replace('status: error', 'status: active') });
    const body = '{"ref":"refs/heads/main"}';
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    const headers = { 'x-hub-signature-256': signature, 'x-github-event': 'push' };
    expect((await fetch(`${url}/webhook`, { method: 'POST', body, headers })).status).toBe(202);
    await until(async () => (await statusOfDevBox(url)) === 'active');
    const looking = serve(['--source', 'r.git', '--interval', '200ms']);
    const other = await listening(looking);
    seedCommit(repository, { [FILE]: THREE_CLAIMS });
    await until(async () => (await statusOfDevBox(other)) === 'error');
  });

  it('says all that is wrong with its environment at once', async () => {
    const run = serve(['--interval', '5x'], {
      REGISTRY_BASE_URL: 'x',
      REGISTRY_WEBHOOK_SECRET: 'short',
      REGISTRY_REPO: 'x y',
    });
    expect(await run.ended).toBe(2);
    for (const name of ['--interval', 'REGISTRY_BASE_URL', 'REGISTRY_WEBHOOK_SECRET', 'REGISTRY_REPO']) {
      expect(run.stderr()).toContain(name);
    }
    const nowhere = serve([]);
    expect(await nowhere.ended).toBe(2);
    expect(nowhere.stderr()).toContain('CLAIMS_REGISTRY_SOURCE');
  });

  it('ends where there is no registry, and where the port is taken', async () => {
    const none = serve(['--source', 'none.yaml']);
    expect(await none.ended).toBe(1);
    expect(none.stderr()).toContain('none.yaml does not exist');
    writeFileSync(join(folder(), 'r.yaml'), THREE_CLAIMS);
    const { port } = new URL(await listening(serve(['--source', 'r.yaml'])));
    const second = start('cli/main.js', ['serve', 'registry', '--source', 'r.yaml', '--port', port]);
    expect(await second.ended).toBe(2);
    expect(second.stderr()).toContain('another process listens there');
  });
});

describe('machinery-registry-api', () => {
  it.each([
    [{}, 'REGISTRY_REPO environment variable is required'],
    [{ SYNC_INTERVAL: '5x' }, 'invalid SYNC_INTERVAL: time: unknown unit "x" in duration "5x"'],
    [{ SYNC_INTERVAL: '-5s' }, 'invalid SYNC_INTERVAL: must not be negative'],
    [{ PORT: 'abc' }, 'listen tcp: lookup tcp/abc: unknown port'],
  ])('refuses %j', async (env, words) => {
    const named: Record<string, string> = { REGISTRY_REPO: 'acme/reg', ...env };
    const run = original(['server'], Object.keys(env).length === 0 ? {} : named);
    expect(await run.ended).toBe(1);
    expect(run.stderr()).toContain(`Error: ${words}\n`);
  });

  it('serves in the original’s environment, keeps what was good, and ends with 0 on SIGTERM', async () => {
    let status = 200;
    const upstream = await loopbackServer((_request, response) =>
      response.writeHead(status).end(THREE_CLAIMS),
    );
    const env = {
      REGISTRY_REPO: 'acme/reg',
      REGISTRY_BASE_URL: upstream.origin,
      REGISTRY_HOST: '127.0.0.1',
      PORT: '0',
      SYNC_INTERVAL: '100ms',
      LOG_FORMAT: 'json',
    };
    const run = original([], env);
    const url = await listening(run);
    status = 500;
    await until(async () => (await (await fetch(`${url}/health`)).text()).includes('"stale":true'));
    expect(await statusOfDevBox(url)).toBe('error');
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    for (const text of run.stderr().trim().split('\n')) {
      expect(JSON.parse(text)).toMatchObject({ level: expect.any(String) });
    }
    status = 404;
    const refused = original(['server'], env);
    expect(await refused.ended).toBe(1);
    expect(refused.stderr()).toContain(
      `Error: initial sync failed: initial sync failed: unexpected status 404 from ${upstream.origin}/acme/reg/main/claims/registry.yaml\n`,
    );
    await upstream.stop();
  });

  it('tells its version, and knows no other commands', async () => {
    const version = original(['version']);
    expect(await version.ended).toBe(0);
    expect(version.stdout()).toMatch(/^Version: {4}\S+\nCommit: {5}\S+\nBuild Date: \S+\n$/);
    const unknown = original(['fly']);
    expect(await unknown.ended).toBe(1);
    expect(unknown.stderr()).toContain('unknown command "fly"');
  });
});
