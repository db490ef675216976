import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bareRepository, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { claims, writeProject, type CliRun } from '../../cli/cli-run';

const CLAIM = 'apiVersion: example.test/v1\nkind: VolumeClaim\nmetadata:\n  name: app\n';
const REGISTRY = `apiVersion: claim-registry.io/v1alpha1
kind: ClaimRegistry
claims:
    - name: hacky
      template: volumeclaim
      category: ""
      createdAt: "2026-01-01T00:00:00Z"
      createdBy: me
      source: cli
      repository: acme/harvester
      path: claims/cli/hacky.yaml
`;
const FILES = {
  'claims/cli/hacky.yaml': CLAIM.replace('app', 'hacky'),
  'claims/infra/app/volumeclaim.yaml': CLAIM,
  'claims/registry.yaml': REGISTRY,
};

describe('a target with files that a person sees', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let tree: string;
  beforeEach(() => {
    folder = temporaryFolder();
    const bare = bareRepository(folder.path);
    seedCommit(bare, FILES, { date: 1_600_000_000 });
    git(folder.path, ['clone', '--quiet', bare, 'tree']);
    tree = join(folder.path, 'tree');
  });
  afterEach(() => {
    folder.remove();
  });
  const run = async (...argv: string[]): Promise<CliRun> =>
    claims([...argv, '--target', tree], { cwd: folder.path });
  const codes = (found: CliRun): string[] =>
    (found.json() as unknown as { problems: { code: string }[] }).problems.map(({ code }) => code).sort();
  const refs = (): string => git(tree, ['for-each-ref']);
  const standing = (path: string): string => readFileSync(join(tree, path), 'utf8');

  test('verify and list tell of the work tree as it stands, and of a branch when one is named', async () => {
    expect(codes(await run('registry', 'verify', '--json'))).toContain('registry-category');
    writeFileSync(join(tree, 'claims/registry.yaml'), REGISTRY.replace('""', 'cli'));
    expect(codes(await run('registry', 'verify', '--json'))).not.toContain('registry-category');
    expect((await run('list', '--json')).json()).toMatchObject([{ name: 'hacky', category: 'cli' }]);
    expect(codes(await run('registry', 'verify', '--json', '--base', 'main'))).toContain('registry-category');
    expect((await run('list', '--json', '--base', 'main')).json()).toMatchObject([{ category: '' }]);
  });

  test('repair fixes the work tree, needs no project name, and leaves commits and index alone', async () => {
    appendFileSync(join(tree, 'claims/registry.yaml'), '# seen by me\n');
    const before = refs();
    const repaired = await run('registry', 'repair', '--orphans=register', '--json');
    expect(repaired).toMatchObject({ exitCode: 0, stderr: '' });
    expect(repaired.json()).toMatchObject({ action: 'written' });
    const registry = standing('claims/registry.yaml');
    expect(registry).toContain('# seen by me\n');
    expect(registry).toContain('category: cli\n');
    // From the commit that brought the file, not from the clock; by whoever repairs.
    expect(registry).toContain('createdAt: "2020-09-13T12:26:40Z"\n      createdBy: Test Author\n');
    expect(refs()).toBe(before);
    expect(git(tree, ['diff', '--cached', '--name-only'])).toBe('');
    expect(git(tree, ['status', '--porcelain'])).toContain('M claims/registry.yaml');
    expect((await run('registry', 'repair', '--json')).json()).toMatchObject({ action: 'none', writes: 0 });
  });

  test('repair of a branch is a change request, which has the name of a project in it', async () => {
    const argv = ['registry', 'repair', '--orphans=remove', '--base', 'main', '--json'];
    const nameless = await run(...argv);
    expect(nameless.exitCode).toBe(2);
    expect(nameless.json()).toMatchObject({
      error: { issues: [{ code: 'config-project-missing', hint: expect.stringContaining('--project') }] },
    });
    // Only merging moves the branch that is checked out.
    expect((await run(...argv, '--project', 'shop', '--merge')).json()).toMatchObject({
      error: { code: 'base-checked-out' },
    });
    const named = await claims([...argv, '--project', 'shop', '--target', 'target.git'], {
      cwd: folder.path,
    });
    expect(named.json()).toMatchObject({
      action: 'created',
      branch: 'refs/claims/requests/shop/registry-repair',
    });
    expect(git(tree, ['status', '--porcelain'])).toBe('');
  });

  test('a plain folder needs no project name for list, verify, repair and delete', async () => {
    const plain = join(folder.path, 'plain');
    renameSync(tree, plain);
    rmSync(join(plain, '.git'), { recursive: true });
    const at = async (...argv: string[]): Promise<CliRun> =>
      claims([...argv, '--target', 'plain', '--json'], { cwd: folder.path });
    expect((await at('list')).json()).toMatchObject([{ name: 'hacky' }]);
    expect((await at('registry', 'verify')).exitCode).toBe(4);
    expect((await at('registry', 'repair', '--orphans=remove')).json()).toMatchObject({ action: 'written' });
    expect((await at('delete', 'cli/hacky')).json()).toMatchObject({
      action: 'written',
      summary: { removed: 1 },
    });
    expect(existsSync(join(plain, 'claims/cli/hacky.yaml'))).toBe(false);
  });

  test('delete in a Git repository asks for the name of the project', async () => {
    const run = await claims(['delete', 'cli/hacky', '--target', 'target.git'], { cwd: folder.path });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('--project');
  });
});

describe('who a new registry entry is by', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });
  const createdBy = async (env: Readonly<Record<string, string>>, settings = ''): Promise<unknown> => {
    const target = bareRepository(folder.path, { 'README.md': 'x\n' });
    const cwd = join(folder.path, 'project');
    writeProject(
      cwd,
      [{ key: 'infra/app' }],
      `  target: ${target}\n  project: shop\n  repository: acme/harvester\n${settings}`,
    );
    const quiet = { GIT_AUTHOR_NAME: '', GIT_AUTHOR_EMAIL: '', HOME: folder.path };
    const merged = await claims(['pr', '--merge', '--json'], { cwd, env: { ...quiet, ...env } });
    expect(merged).toMatchObject({ exitCode: 0 });
    const [entry] = (await claims(['list', '--json'], { cwd })).json() as unknown as { createdBy: string }[];
    return entry?.createdBy;
  };
  const GIT_CONFIG = '[user]\n\tname = Ana Lind\n';

  test('whom the configuration names', async () => {
    writeFileSync(join(folder.path, 'gitconfig'), GIT_CONFIG);
    const env = { GIT_CONFIG_GLOBAL: join(folder.path, 'gitconfig') };
    expect(await createdBy(env, '  actor: platform-bot\n')).toBe('platform-bot');
  });

  test('else whom Git knows', async () => {
    writeFileSync(join(folder.path, 'gitconfig'), GIT_CONFIG);
    expect(await createdBy({ GIT_CONFIG_GLOBAL: join(folder.path, 'gitconfig') })).toBe('Ana Lind');
  });

  test('else this tool', async () => {
    expect(await createdBy({})).toBe('cdk8s-claims');
  });
});
