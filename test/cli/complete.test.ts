import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bareRepository, seedCommit, temporaryFolder } from '../fixtures/git/git';
import { claims, writeProgram, writeProject } from './cli-run';

describe('what completion is told', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let target: string;
  beforeEach(() => {
    folder = temporaryFolder();
    target = bareRepository(folder.path, { 'README.md': 'hello\n' });
    writeProject(
      folder.path,
      [{ key: 'infra/app' }, { key: 'prod/infra/db' }],
      '  project: shop\n  target: target.git\n  repository: acme/harvester\n',
    );
  });
  afterEach(() => {
    folder.remove();
  });
  const told = async (...words: string[]): Promise<string[]> => {
    const { exitCode, stdout, stderr } = await claims(['__complete', ...words], { cwd: folder.path });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    return stdout.split('\n').filter(Boolean);
  };

  test('are the claims of the program and of the target, and their categories', async () => {
    await claims(['pr', '--merge'], { cwd: folder.path });
    writeProgram(folder.path, [{ key: 'apps/web' }]);
    expect(await told('claims', 'diff', '')).toEqual([
      'apps',
      'apps/web',
      'infra',
      'infra/app',
      'prod/infra',
      'prod/infra/db',
    ]);
    expect(await told('claim', 'delete', '')).toEqual(['apps/web', 'infra/app', 'prod/infra/db']);
    expect(await told('claim', 'delete', 'infra/app', '')).toEqual(['apps/web', 'prod/infra/db']);
    expect(await told('claim', 'delete', 'infra/app')).toContain('infra/app');
    expect(await told('category', 'list', '--category', '')).toEqual(['apps', 'infra', 'prod/infra']);
    expect(await told('status', 'list')).toContain('active');
    expect(await told('claims', 'list', '--target', 'nowhere', '')).toEqual(['apps', 'apps/web']);
  });

  test('is nothing that a shell would run', async () => {
    const names = ['$(id)', '`id`', 'a b', '-rf', "it's", '\u001b[31m', 'x;y', 'fine'];
    const entries = names.map(
      (name) => `- name: ${JSON.stringify(name)}\n  category: infra\n  template: t\n`,
    );
    seedCommit(target, {
      'claims/registry.yaml': `apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims:\n${entries.join('')}`,
    });
    writeProgram(folder.path, []);
    expect(await told('claims')).toEqual(['infra', 'infra/-rf', 'infra/fine']);
  });

  test('is nothing, without a word, where nothing can be told', async () => {
    writeFileSync(join(folder.path, 'cdk8s.yaml'), 'gitops: [\n');
    expect(await told('claims', 'diff', '')).toEqual([]);
    expect(await told('nonsense')).toEqual([]);
    expect(await told()).toEqual([]);
  });

  test('stands in no help', async () => {
    for (const argv of [['--help'], ['help'], ['completion', 'bash', '--help']]) {
      expect((await claims(argv, { cwd: folder.path })).stdout).not.toContain('__complete');
    }
  });
});
