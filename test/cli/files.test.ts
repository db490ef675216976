import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithCorpus } from '../corpus';
import { temporaryFolder } from '../fixtures/git/git';
import { claims, writeProject } from './cli-run';

describe('commands that write files', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  test('synth writes the tree to the output folder; the second run writes nothing', async () => {
    writeProject(
      folder.path,
      [{ key: 'infra/app', spec: { storage: '10Gi' } }],
      '  repository: acme/harvester\n',
    );
    const first = await claims(['synth', '--json'], { cwd: folder.path });
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(first.json()).toMatchObject({
      summary: { added: 1 },
      files: expect.arrayContaining([{ path: 'claims/infra/app/volumeclaim.yaml', action: 'create' }]),
    });
    expect(readFileSync(join(folder.path, 'dist/claims/infra/app/volumeclaim.yaml'), 'utf8')).toContain(
      'storage: 10Gi',
    );
    const second = await claims(['synth', '--json'], { cwd: folder.path });
    expect(second.json()).toMatchObject({ written: [] });
  });

  test('init makes a project and never overwrites one', async () => {
    const made = await claims(['init', 'my claims', '--target', '../harvester', '--json'], {
      cwd: folder.path,
    });
    expect(made).toMatchObject({ exitCode: 0, stderr: '' });
    const files = ['.gitignore', 'cdk8s.yaml', 'main.ts', 'package.json', 'tsconfig.json'];
    expect(made.json()).toMatchObject({ project: 'my-claims', files });
    expect(readdirSync(join(folder.path, 'my claims')).sort()).toEqual([...files].sort());
    const again = await claims(['init', 'my claims'], { cwd: folder.path });
    expect(again.exitCode).toBe(1);
    expect(again.stderr).toContain('5 files are there already');
    const elsewhere = await claims(['init', '--project', 'My Project'], { cwd: folder.path });
    expect(elsewhere.exitCode).toBe(2);
    expect(existsSync(join(folder.path, 'package.json'))).toBe(false);
  });
});

describeWithCorpus('the real harvester repository', 'harvester', (corpus) => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
    cpSync(corpus, folder.path, { recursive: true });
  });
  afterEach(() => {
    folder.remove();
  });
  const registry = async (...argv: string[]): ReturnType<typeof claims> =>
    claims(['registry', ...argv, '--target', '.'], { cwd: folder.path });
  interface Found {
    readonly problems: readonly { readonly code: string; readonly repairable: boolean }[];
  }

  test('verify reports what is wrong with it, exit 4', async () => {
    const run = await registry('verify', '--json');
    expect(run.exitCode).toBe(4);
    const { problems } = run.json() as unknown as Found;
    expect(problems.map((problem) => problem.code).sort()).toEqual([
      'category-kustomization-missing',
      'location-dangling',
      'name-mismatch',
      'name-mismatch',
      'orphan',
      'orphan',
      'registry-category',
      'registry-path',
      'registry-repository',
    ]);
  });

  test('repair without a word about orphans shows both plans and writes nothing', async () => {
    const run = await registry('repair');
    expect(run).toMatchObject({ exitCode: 4, stdout: '' });
    expect(run.stderr).toContain('--orphans=remove would');
    expect(run.stderr).toContain('--orphans=register would');
    expect(existsSync(join(folder.path, 'claims/infra/app-pvc'))).toBe(true);
  });

  test.each(['remove', 'register'])(
    'repair --orphans=%s leaves only what a person has to decide',
    async (decision) => {
      const run = await registry('repair', `--orphans=${decision}`, '--json');
      expect(run).toMatchObject({ exitCode: 0, stderr: '' });
      expect(run.json()).toMatchObject({ action: 'written' });
      expect(existsSync(join(folder.path, 'claims/infra/app-pvc'))).toBe(decision === 'register');
      const { problems } = (await registry('verify', '--json')).json() as unknown as Found;
      expect(problems.filter((problem) => problem.repairable)).toEqual([]);
    },
  );
});
