import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../fixtures/git/git';
import { claims, writeProject } from './cli-run';

describe('a new project', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });
  const next = (stdout: string): string[] =>
    stdout
      .slice(stdout.indexOf('Next:'))
      .split('\n')
      .slice(1)
      .filter((row) => row.startsWith('  '))
      .map((row) => row.trim());

  test('says what comes next in commands that work where they stand, up to the change request', async () => {
    const { stdout } = await claims(['init', 'my claims', '--target', '../harvester'], { cwd: folder.path });
    expect(next(stdout)).toEqual([
      "cd 'my claims'",
      'npm install',
      'npx claims synth',
      'npx claims diff',
      'npx claims pr',
    ]);
  });

  test('without a target proposes nothing that needs one, and says where it goes', async () => {
    const { stdout } = await claims(['init', 'shop'], { cwd: folder.path });
    expect(next(stdout)).toEqual(['cd shop', 'npm install', 'npx claims synth']);
    expect(stdout).toContain('set `target` in cdk8s.yaml');
  });

  test('runs its tests by npm test, and knows the types of Node', async () => {
    await claims(['init', 'shop'], { cwd: folder.path });
    const read = (file: string): unknown => JSON.parse(readFileSync(join(folder.path, 'shop', file), 'utf8'));
    expect(read('package.json')).toMatchObject({
      scripts: { test: 'node --test' },
      devDependencies: { '@types/node': expect.any(String) as string },
    });
    expect(read('tsconfig.json')).toMatchObject({ compilerOptions: { types: ['node'] } });
  });

  test('is a project of its own inside of another one', async () => {
    writeProject(folder.path, [], '  project: outer\n');
    expect(await claims(['init', 'inner', '--project', 'shop'], { cwd: folder.path })).toMatchObject({
      exitCode: 0,
    });
    expect(existsSync(join(folder.path, 'inner/main.ts'))).toBe(true);
  });
});

test('a folder inside of a project belongs to the project', async () => {
  const folder = temporaryFolder();
  try {
    writeProject(folder.path, [{ key: 'infra/app' }], '  project: shop\n');
    const inner = join(folder.path, 'claims/infra');
    mkdirSync(inner, { recursive: true });
    const run = await claims(['synth', '--json'], { cwd: inner });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(existsSync(join(folder.path, 'dist/claims/registry.yaml'))).toBe(true);
  } finally {
    folder.remove();
  }
});
