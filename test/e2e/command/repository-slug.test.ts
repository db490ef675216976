import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bareRepository, git, temporaryFolder } from '../../fixtures/git/git';
import { claims, writeProject, type CliRun } from '../../cli/cli-run';

describe('the slug of a target on this machine', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let bare: string;
  beforeEach(() => {
    folder = temporaryFolder();
    bare = bareRepository(folder.path);
    writeProject(
      join(folder.path, 'prog'),
      [{ key: 'infra/app' }],
      '  project: shop\n  target: ../target.git\n',
    );
  });
  afterEach(() => {
    folder.remove();
  });
  const run = (argv: readonly string[], env: Record<string, string> = {}): Promise<CliRun> =>
    claims([...argv, '--target', bare], { cwd: join(folder.path, 'prog'), env });
  const file = (path: string): string => git(bare, ['show', `main:${path}`]);
  const slugs = (): (string | undefined)[] => [
    /repository: (.*)/.exec(file('claims/registry.yaml'))?.[1],
    /project-slug: (.*)/.exec(file('claims/infra/app/catalog-info.yaml'))?.[1],
    /source-location: .*?github\.com\/(.*)\/tree\//.exec(file('claims/infra/app/catalog-info.yaml'))?.[1],
  ];
  const codes = (found: CliRun): string[] =>
    (found.json() as unknown as { problems: { code: string }[] }).problems.map(({ code }) => code);

  test.each([
    [
      'https with credentials',
      { origin: 'https://ada:geheim@github.com/acme/harvester.git' },
      'acme/harvester',
    ],
    ['ssh', { origin: 'ssh://git@git.example.test:2222/acme/harvester' }, 'acme/harvester'],
    ['scp-like', { origin: 'git@github.com:acme/harvester.git/' }, 'acme/harvester'],
    [
      'groups of groups',
      { origin: 'https://gitlab.example.test/acme/platform/harvester.git' },
      'acme/platform/harvester',
    ],
    [
      'a fork that knows what it was made of',
      { origin: 'git@github.com:ada/harvester.git', upstream: 'git@github.com:acme/harvester.git' },
      'acme/harvester',
    ],
    ['one remote of another name', { github: 'https://github.com/acme/harvester' }, 'acme/harvester'],
    ['a remote on this machine', { origin: '/srv/git/harvester.git' }, 'local/shop'],
    [
      'several remotes of other names',
      { one: 'https://github.com/a/b', two: 'https://github.com/c/d' },
      'local/shop',
    ],
    ['an address that is not a repository', { origin: 'https://github.com/acme/../x y' }, 'local/shop'],
  ])('is that of its own remote, one value everywhere: %s', async (_form, remotes, slug) => {
    for (const [name, url] of Object.entries(remotes)) git(bare, ['remote', 'add', name, url]);
    const merged = await run(['pr', '--merge']);
    expect([merged.exitCode, merged.stderr.includes('geheim')]).toEqual([0, false]);
    expect(slugs()).toEqual([slug, slug, slug]);
    expect((await run(['diff', '--exit-code'])).exitCode).toBe(0);
  });

  test('a developer with a clone and a CI that is told the slug do not rewrite each other', async () => {
    git(bare, ['remote', 'add', 'origin', 'git@github.com:acme/harvester.git']);
    await run(['pr', '--merge'], { CLAIMS_REPOSITORY: 'acme/harvester' });
    const found = await run(['diff', '--exit-code']);
    expect([found.exitCode, slugs()[0]]).toEqual([0, 'acme/harvester']);
  });

  test('what the registry calls the repository stays where no address tells', async () => {
    await run(['pr', '--merge'], { CLAIMS_REPOSITORY: 'acme/harvester' });
    expect((await run(['diff', '--exit-code'])).exitCode).toBe(0);
  });

  test('a configured slug that the remote contradicts is questioned', async () => {
    git(bare, ['remote', 'add', 'origin', 'git@github.com:acme/harvester.git']);
    const found = await run(['diff'], { CLAIMS_REPOSITORY: 'example/harvester' });
    expect(found.stderr).toMatch(/gitops\.repository is 'example\/harvester', [^]*'acme\/harvester'/);
    expect((await run(['diff'], { CLAIMS_REPOSITORY: 'Acme/Harvester' })).stderr).not.toContain(
      'gitops.repository',
    );
  });

  test('verify compares registry and catalog with the target, and repair fixes the registry', async () => {
    await run(['pr', '--merge'], { CLAIMS_REPOSITORY: 'example/harvester' });
    expect(codes(await run(['registry', 'verify', '--json']))).toEqual([]);
    git(bare, ['remote', 'add', 'origin', 'git@github.com:acme/harvester.git']);
    expect(codes(await run(['registry', 'verify', '--json']))).toEqual([
      'catalog-repository',
      'registry-repository',
    ]);
    await run(['registry', 'repair', '--merge']);
    expect(slugs()).toEqual(['acme/harvester', 'example/harvester', 'example/harvester']);
    expect(codes(await run(['registry', 'verify', '--json']))).toEqual(['catalog-repository']);
    await run(['pr', '--merge']);
    expect(codes(await run(['registry', 'verify', '--json']))).toEqual([]);
  });

  test('init writes no slug that nobody gave', async () => {
    await claims(['init', 'new', '--target', bare], { cwd: folder.path });
    expect(readFileSync(join(folder.path, 'new/cdk8s.yaml'), 'utf8')).not.toMatch(
      /^\s*repository:|example\//m,
    );
  });
});
