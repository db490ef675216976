import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serviceProcesses, type ServiceProcess } from '../../fixtures/programs/service-processes';

const REQUIRED = {
  GITHUB_TOKEN: 'ghx-not-a-token',
  REGISTRY_REPO_OWNER: 'acme',
  REGISTRY_REPO_NAME: 'reg',
  REGISTRY_FILE_PATH: 'claims/registry.yaml',
};

const { folder, start } = serviceProcesses();

async function until<T>(what: () => T | undefined): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const found = what();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((done) => setImmediate(done));
  }
}

const listening = async ({ stdout }: ServiceProcess): Promise<string> =>
  until(() => /collector on (http:\S+),[^]*\ntry: .*\n/.exec(stdout())?.[1]);

describe('claims serve collector', () => {
  it('needs nothing, prints a command that works, keeps what it acknowledged over a kill, and ends with 0', async () => {
    const first = start('cli/main.js', ['serve', 'collector', '--port', '0']);
    const url = await listening(first);
    const body = /-d '(\{.*\})'/.exec(first.stdout())?.[1] ?? '';
    expect((await fetch(`${url}/api/v1/status`, { method: 'POST', body })).status).toBe(201);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(existsSync(join(folder(), 'collector-state'))).toBe(true);
    const second = start('cli/main.js', ['serve', 'collector', '--port', '0']);
    const list = await (await fetch(`${await listening(second)}/api/v1/status`)).json();
    expect(list).toMatchObject([JSON.parse(body)]);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    const lines = second
      .stderr()
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as { msg: string });
    expect(lines.map(({ msg }) => msg).slice(-2)).toEqual([
      'received signal terminated, shutting down',
      'server stopped',
    ]);
  });

  it('says all that is wrong with its environment at once', async () => {
    const run = start('cli/main.js', ['serve', 'collector', '--host', '0.0.0.0'], {
      COLLECTOR_PORT: 'abc',
      COLLECTOR_STABLE_AFTER: '5x',
    });
    expect(await run.ended).toBe(2);
    expect(run.stderr()).toContain('COLLECTOR_PORT');
    expect(run.stderr()).toContain(
      'is not a duration, such as 30s or 1h30m: unknown unit "x" in duration "5x"',
    );
  });

  it('listens off loopback only with tokens, or where it is told that this is meant', async () => {
    const open = start('cli/main.js', ['serve', 'collector', '--host', '0.0.0.0', '--port', '0']);
    expect(await open.ended).toBe(2);
    expect(open.stderr()).toContain('COLLECTOR_TOKENS');
    const meant = start('cli/main.js', ['serve', 'collector', '--host', '127.0.0.2', '--port', '0'], {
      COLLECTOR_INSECURE: '1',
    });
    expect(await listening(meant)).toContain('127.0.0.2');
  });

  it('is the only one in its folder, and on its port', async () => {
    const first = start('cli/main.js', ['serve', 'collector', '--port', '0']);
    const { port } = new URL(await listening(first));
    const second = start('cli/main.js', ['serve', 'collector', '--port', '0']);
    expect(await second.ended).toBe(2);
    expect(second.stderr()).toContain('used by another process');
    const third = start('cli/main.js', ['serve', 'collector', '--port', port, '--state-dir', 'other']);
    expect(await third.ended).toBe(2);
    expect(third.stderr()).toContain('another process listens there');
  });
});

describe('machinery-status-collector', () => {
  const original = (args: readonly string[], env: Record<string, string> = {}): ServiceProcess =>
    start('cli/originals/machinery-status-collector.js', args, env);

  it('names every variable that is missing, and exits with 1', async () => {
    const none = original(['server']);
    expect(await none.ended).toBe(1);
    for (const name of Object.keys(REQUIRED)) expect(none.stderr()).toContain(`\n  ${name}`);
    expect(none.stderr()).toMatch(/^Error: missing required environment variables:\n/);
    const some = original(['server'], { GITHUB_TOKEN: 'x', REGISTRY_REPO_OWNER: 'acme' });
    expect(await some.ended).toBe(1);
    expect(some.stderr()).not.toContain('REGISTRY_REPO_OWNER');
  });

  it.each([
    [
      'COLLECTOR_RECONCILE_INTERVAL',
      '5x',
      'invalid COLLECTOR_RECONCILE_INTERVAL: time: unknown unit "x" in duration "5x"',
    ],
    ['COLLECTOR_RECONCILE_INTERVAL', '0s', 'invalid COLLECTOR_RECONCILE_INTERVAL: must be more than zero'],
    ['COLLECTOR_PORT', 'abc', 'server error: listen tcp: lookup tcp/abc: unknown port'],
  ])('refuses %s=%s', async (name, value, words) => {
    const run = original(['server'], { ...REQUIRED, [name]: value });
    expect(await run.ended).toBe(1);
    expect(run.stderr()).toContain(words);
  });

  it('serves in the original’s environment, and ends with 0 on SIGTERM', async () => {
    const run = original(['server'], { ...REQUIRED, COLLECTOR_PORT: '0', COLLECTOR_HOST: '127.0.0.1' });
    const url = await until(() => /"url":"(http:[^"]+)"/.exec(run.stderr())?.[1]);
    expect(await (await fetch(`${url}/healthz`)).text()).toBe('{"status":"ok"}\n');
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(run.stderr()).toContain('server stopped');
    expect(run.stderr()).not.toContain(REQUIRED.GITHUB_TOKEN);
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
