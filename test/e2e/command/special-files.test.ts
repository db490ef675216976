import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../fixtures/git/git';
import { claims, writeProject, type CliRun } from '../../cli/cli-run';

const CLAIM = 'apiVersion: example.test/v1\nkind: VolumeClaim\nmetadata:\n  name: app\n';

/** Commands that read or write a plain folder; each ends, whatever stands there. */
const COMMANDS: readonly (readonly string[])[] = [
  ['list'],
  ['diff'],
  ['registry', 'verify'],
  ['registry', 'repair', '--orphans=remove'],
  ['delete', 'infra/other'],
  ['rename-project', 'shop'],
];
const PLACES = [
  'claims/registry.yaml',
  'claims/infra/kustomization.yaml',
  'claims/infra/app/volumeclaim.yaml',
  'claims/infra/app/kustomization.yaml',
  'claims/infra/app/catalog-info.yaml',
  'claims/infra/flat.yaml',
  'claims/.claims/shop/infra.ledger',
  '.backstage/catalog-locations.yaml',
  'catalog-info.yaml',
];

describe('a pipe or socket in a plain folder', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let target: string;
  let prog: string;
  let server: Server | undefined;
  beforeEach(() => {
    folder = temporaryFolder();
    target = join(folder.path, 'target');
    prog = join(folder.path, 'prog');
    for (const [path, text] of Object.entries({
      'claims/infra/app/volumeclaim.yaml': CLAIM,
      'claims/infra/other/volumeclaim.yaml': CLAIM.replace('app', 'other'),
    })) {
      mkdirSync(dirname(join(target, path)), { recursive: true });
      writeFileSync(join(target, path), text);
    }
    writeProject(
      prog,
      [{ key: 'infra/app', spec: { a: 1 } }],
      '  project: store\n  repository: acme/harvester\n',
    );
  });
  afterEach(async () => {
    await new Promise<void>((resolve) => {
      if (server === undefined) resolve();
      else {
        server.close(() => {
          resolve();
        });
      }
    });
    server = undefined;
    folder.remove();
  });
  const run = (argv: readonly string[]): Promise<CliRun> =>
    claims([...argv, '--target', target], { cwd: prog });
  const place = (path: string): string => {
    const full = join(target, path);
    mkdirSync(dirname(full), { recursive: true });
    execFileSync('rm', ['-f', full]);
    return full;
  };

  test.each(PLACES)('is never opened: a pipe at %s', async (path) => {
    const full = place(path);
    execFileSync('mkfifo', [full]);
    for (const argv of COMMANDS) {
      const { exitCode, stdout, stderr } = await run(argv);
      expect([argv, exitCode <= 4, stderr.includes('internal-error')]).toEqual([argv, true, false]);
      expect(`${stdout}${stderr}`).not.toMatch(/ENXIO|EAGAIN|TypeError/);
      expect(lstatSync(full).isFIFO()).toBe(true);
    }
    const said = await Promise.all([run(['diff']), run(['registry', 'verify'])]);
    expect(said.map(({ stdout, stderr }) => stdout + stderr).join('')).toContain(
      path === 'catalog-info.yaml' ? '' : 'pipe, a socket or a device',
    );
  });

  test('a socket in place of the registry is named', async () => {
    const full = place('claims/registry.yaml');
    server = createServer();
    await new Promise<void>((resolve) => server?.listen(full, resolve));
    const { exitCode, stderr } = await run(['list']);
    expect([exitCode, stderr]).toEqual([4, expect.stringContaining('is a pipe, a socket or a device')]);
  });

  test('one that has nothing to do with the claims is left alone', async () => {
    execFileSync('mkfifo', [place('claims/infra/notes.pipe')]);
    const { exitCode } = await run(['diff']);
    expect(exitCode).toBe(0);
  });
});
