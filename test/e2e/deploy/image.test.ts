import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from '../../fixtures/cluster/free-port';
import { until } from '../../fixtures/cluster/until';
import { temporaryFolder } from '../../fixtures/git/git';

const BUILD = join(__dirname, '../../../build/collector');
const FILES = ['services.js', 'sqlite-worker.js', 'serve-main.js'];
const USER = 65_532;

/** A mount of our own needs root on Linux, as a container does. */
const canIsolate =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  spawnSync('unshare', ['--mount', 'true']).status === 0;

/** Mounts the root read-only, with one folder to write to, and becomes nobody. */
const ENTER = `
mount --bind "$1" "$1" && mount --bind "$1/state" "$1/state" && mount -o remount,bind,ro "$1" || exit 90
shift_root="$1"; shift
exec chroot --userspec=${USER}:${USER} "$shift_root" /node "$@"
`;

(canIsolate ? describe : describe.skip)('the bundle as a container has it', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let root: string;
  const running: ChildProcess[] = [];

  beforeAll(() => {
    folder = temporaryFolder();
    root = join(folder.path, 'root');
    mkdirSync(join(root, 'app'), { recursive: true });
    mkdirSync(join(root, 'state'));
    spawnSync('chown', [`${USER}:${USER}`, join(root, 'state')]);
    spawnSync('chmod', ['755', folder.path, root]);
    copyFileSync(process.execPath, join(root, 'node'));
    const libraries = spawnSync('ldd', [process.execPath], { encoding: 'utf8' }).stdout;
    for (const [path] of libraries.matchAll(/\/\S+/g)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      copyFileSync(realpathSync(path), join(root, path));
    }
    for (const name of FILES) copyFileSync(join(BUILD, name), join(root, 'app', name));
    writeFileSync(join(root, 'tokens.json'), JSON.stringify({ west: ['0'.repeat(64)] }));
  });
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => {
    folder.remove();
  });

  function start(args: readonly string[], env: Readonly<Record<string, string>>) {
    const child = spawn(
      'unshare',
      ['--mount', 'sh', '-c', ENTER, 'sh', root, '/app/serve-main.js', ...args],
      {
        env: { PATH: process.env['PATH'] ?? '', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    running.push(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (said += String(chunk)));
    }
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    return { child, ended, said: () => said };
  }

  test('the collector answers as nobody on a root that cannot be written, and ends in order', async () => {
    const port = await freePort();
    const { child, ended, said } = start(['serve', 'collector'], {
      COLLECTOR_PORT: String(port),
      COLLECTOR_HOST: '0.0.0.0',
      COLLECTOR_STATE_DIR: '/state',
      COLLECTOR_TOKENS: '/tokens.json',
    });
    const ready = await until(
      'the collector',
      async () => {
        if (child.exitCode !== null) return said();
        const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
        return answer?.status === 200 && 'ready';
      },
      60_000,
    );
    expect(ready).toBe('ready');
    expect(existsSync(join(root, 'state', 'status.db'))).toBe(true);
    expect(/^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]).toBe(String(USER));
    const refused = await fetch(`http://127.0.0.1:${port}/api/v1/status`);
    expect(refused.status).toBe(401);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  test('a setting that is wrong is named, with the exit code of a configuration', async () => {
    const { ended, said } = start(['serve', 'informer'], {});
    expect(await ended).toBe(2);
    expect(said()).toContain('CLUSTER_NAME is missing');
    const unknown = start(['serve', 'everything'], {});
    expect(await unknown.ended).toBe(2);
    expect(unknown.said()).toContain('there are serve collector, serve informer, serve registry');
  });
});

test('the bundle says what is in it', () => {
  const sbom = JSON.parse(readFileSync(join(BUILD, 'sbom.cdx.json'), 'utf8')) as {
    bomFormat: string;
    components: { name: string; version: string; purl: string }[];
  };
  expect(sbom.bomFormat).toBe('CycloneDX');
  const names = sbom.components.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['fastify', 'pino', 'pg', 'zod', '@kubernetes/client-node']));
  expect(names).not.toContain('jest');
  const licences = readFileSync(join(BUILD, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  for (const { name, version, purl } of sbom.components) {
    expect(licences).toContain(`${name} ${version} (`);
    expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
  }
});

test('the images hold files of the build, are nobody, and name no image by tag alone', () => {
  for (const name of ['hub', 'informer']) {
    const text = readFileSync(join(BUILD, 'deploy/image', `${name}.Dockerfile`), 'utf8');
    const [, copied = ''] = /^COPY (.*) \/app\/$/m.exec(text) ?? [];
    expect(copied.split(' ').filter((file) => !existsSync(join(BUILD, file)))).toEqual([]);
    expect(text).toMatch(/^USER 65532:65532$/m);
    expect(text).toMatch(/^FROM \S+@\$\{NODE_DIGEST\}$/m);
    expect(text).not.toMatch(/^ARG NODE_DIGEST=/m);
  }
});
