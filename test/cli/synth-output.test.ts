import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { putFiles, readTree } from '../synth/write/tree-fixture';
import { claims, type CliRun, writeProgram, writeProject } from './cli-run';

const CLAIMS = [{ key: 'infra/a', spec: { size: 1 } }, { key: 'apps/b' }];

let top = '';
let project = '';
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'claims-output-')));
  project = join(top, 'project');
  writeProject(project, CLAIMS);
});
afterEach(() => {
  rmSync(top, { recursive: true });
});

function synth(...argv: string[]): Promise<CliRun> {
  return claims(['synth', '--json', ...argv], { cwd: project });
}

async function refused(code: string, ...argv: string[]): Promise<void> {
  const before = readTree(top);
  const run = await synth(...argv);
  expect(run.json()).toMatchObject({ error: { code } });
  expect(run.exitCode).toBe(code === 'output-protected' ? 2 : 1);
  expect(readTree(top)).toEqual(before);
}

describe('claims synth --output', () => {
  it.each([
    ['is not there', () => undefined],
    [
      'is empty',
      () => {
        mkdirSync(join(top, 'out'));
      },
    ],
    [
      'holds what keeps it in Git only',
      () => {
        putFiles(join(top, 'out'), { '.gitkeep': '' });
      },
    ],
    [
      'is a link to an empty folder',
      () => {
        mkdirSync(join(top, 'real'));
        symlinkSync(join(top, 'real'), join(top, 'out'));
      },
    ],
  ])('writes into a folder that %s, and again into what it wrote', async (_title, make) => {
    make();
    expect((await synth('--output', '../out')).exitCode).toBe(0);
    writeProgram(project, [{ key: 'infra/a', spec: { size: 2 } }, { key: 'infra/c' }]);
    expect((await synth('--output', '../out')).exitCode).toBe(0);
    const tree = readTree(join(top, 'out'));
    expect(tree['claims/infra/a/volumeclaim.yaml']).toContain('size: 2');
    expect(Object.keys(tree).filter((path) => path.startsWith('claims/apps'))).toEqual([]);
  });

  it('does the same with the folder of the configuration', async () => {
    expect([(await synth()).exitCode, (await synth()).exitCode]).toEqual([0, 0]);
    expect(existsSync(join(project, 'dist/claims/registry.yaml'))).toBe(true);
  });

  it('goes on in a folder that another project of the same program wrote', async () => {
    expect((await synth('--output', '../out')).exitCode).toBe(0);
    writeProgram(project, [{ key: 'infra/a', spec: { size: 2 } }]);
    expect((await synth('--output', '../out', '--project', 'renamed')).exitCode).toBe(0);
  });

  it('writes into no folder with other files in it, unless somebody insists; then beside them', async () => {
    const foreign = { 'notes.txt': 'mine', 'claims/infra/other/x.yaml': 'mine' };
    putFiles(join(top, 'out'), foreign);
    await refused('output-foreign', '--output', '../out');
    expect((await synth('--output', '../out', '--force')).exitCode).toBe(0);
    expect(readTree(join(top, 'out'))).toMatchObject(foreign);
    // Now it carries our mark.
    expect((await synth('--output', '../out')).exitCode).toBe(0);
  });

  it.each([
    'claims/infra/a/volumeclaim.yaml',
    'claims/infra/a/kustomization.yaml',
    'claims/infra/kustomization.yaml',
    'claims/registry.yaml',
    '.backstage/catalog-locations.yaml',
    'claims/.claims/local/infra.ledger',
  ])('never overwrites %s of somebody else, whoever insists', async (path) => {
    writeProject(project, CLAIMS, '  repository: acme/harvester\n');
    expect((await synth('--output', '../first')).exitCode).toBe(0);
    expect(Object.keys(readTree(join(top, 'first')))).toContain(path);
    putFiles(join(top, 'out'), { [path]: 'mine' });
    await refused('output-foreign', '--output', '../out');
    await refused('output-foreign', '--output', '../out', '--force');
    expect((await synth('--output', '../out', '--force')).json()).toMatchObject({
      error: { message: expect.stringContaining(path) as string },
    });
  });

  it('never overwrites a file of somebody else where a claim is added later', async () => {
    expect((await synth('--output', '../out')).exitCode).toBe(0);
    putFiles(join(top, 'out'), { 'claims/infra/c/volumeclaim.yaml': 'mine' });
    writeProgram(project, [...CLAIMS, { key: 'infra/c' }]);
    await refused('output-foreign', '--output', '../out');
    await refused('output-foreign', '--output', '../out', '--force');
  });

  it('has nothing against files that say the same already', async () => {
    expect((await synth('--output', '../first')).exitCode).toBe(0);
    cpSync(join(top, 'first'), join(top, 'out'), { recursive: true });
    rmSync(join(top, 'out/claims/.claims'), { recursive: true });
    expect((await synth('--output', '../out', '--force')).exitCode).toBe(0);
    expect(readTree(join(top, 'out'))).toEqual(readTree(join(top, 'first')));
  });
});

describe('claims synth --output --force never writes into', () => {
  it.each([
    ['the top of the disk', '/'],
    ['the top of the disk, in other words', '/tmp/../.'],
    ['the home of root', '/root'],
    ['the folder of all homes', '/home'],
    ['a home of somebody', '/home/ana'],
    ['the folder of the project', '.'],
    ['what holds the project', '..'],
    ['the Git folder of the project', '.git/hooks'],
    ['a link to what holds the project', 'link'],
    ['a folder behind a link that leads to the target', 'to-target/below'],
    ['the target', '../target'],
    ['the target, in other words', '../target/../target/'],
    ['a folder in the target', '../target/below'],
    ['a work tree', '../clone'],
    ['a bare repository', '../bare.git'],
  ])('%s', async (_title, output) => {
    writeProject(project, CLAIMS, '  project: shop\n  target: ../target\n');
    mkdirSync(join(top, 'target'));
    mkdirSync(join(top, 'clone/.git'), { recursive: true });
    for (const name of ['objects', 'refs']) mkdirSync(join(top, 'bare.git', name), { recursive: true });
    putFiles(join(top, 'bare.git'), { HEAD: 'ref: refs/heads/main\n' });
    symlinkSync(top, join(project, 'link'));
    symlinkSync(join(top, 'target'), join(project, 'to-target'));
    const run = await synth('--output', output, '--force');
    expect(run.json()).toMatchObject({ error: { code: 'output-protected' } });
    expect(run.exitCode).toBe(2);
  });

  it('the home of the environment', async () => {
    for (const output of ['../me', '../me/..']) {
      expect(
        (
          await claims(['synth', '--output', output, '--force', '--json'], {
            cwd: project,
            env: { HOME: join(top, 'me') },
          })
        ).json(),
      ).toMatchObject({ error: { code: 'output-protected' } });
    }
    const below = await claims(['synth', '--output', '../me/out'], {
      cwd: project,
      env: { HOME: join(top, 'me') },
    });
    expect(below.exitCode).toBe(0);
  });

  it('the claims of a target that is the project itself, while its own dist stays', async () => {
    writeProject(project, CLAIMS, '  project: shop\n  target: .\n');
    expect((await synth()).exitCode).toBe(0);
    expect((await synth()).exitCode).toBe(0);
    for (const output of ['claims', 'claims/x', '.']) {
      expect((await synth('--output', output, '--force')).json()).toMatchObject({
        error: { code: 'output-protected' },
      });
    }
    expect(readFileSync(join(project, 'dist/claims/registry.yaml'), 'utf8')).toContain('name: a');
  });
});
