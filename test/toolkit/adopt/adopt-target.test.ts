import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { own } from '../../../report/text/shown';
import { adoptedText } from '../../../cli/output/adopted-text';
import { PLAIN_STYLE } from '../../../report/text/style';
import { entriesWithoutText } from '../../../synth/adopt/entries-without-text';
import { adoptTarget, type AdoptedTarget, type AdoptOptions } from '../../../toolkit/adopt/adopt-target';
import { bareRepository, seedCommit, type SeedFile } from '../../fixtures/git/git';
import { actionWorld, type ActionWorld } from '../action-world';

let world: ActionWorld;
beforeEach(() => {
  world = actionWorld();
});
afterEach(() => {
  world.remove();
});

function manifest(kind: string, name: string, apiVersion = 'acme.io/v1'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: shop\n`;
}

async function adopt(
  files: Record<string, SeedFile>,
  options: Partial<AdoptOptions> = {},
  root = 'claims',
): Promise<AdoptedTarget> {
  const bare = bareRepository(world.folder);
  seedCommit(bare, files);
  const project = await world.project({ project: 'shop', root }, true);
  return adoptTarget(world.context, project, { repository: bare, ...options });
}

const XRD = `apiVersion: apiextensions.crossplane.io/v1
kind: CompositeResourceDefinition
metadata: {name: x}
spec: {group: acme.io, names: {kind: XDatabase}, claimNames: {kind: Database}}
`;
const FILES: Record<string, SeedFile> = {
  'shared/db/database.yaml': manifest('Database', 'shared'),
  'claims/infra/db/database.yaml': manifest('Database', 'db'),
  'claims/infra/cache': { symlink: '../../shared/db' },
  'claims/infra/q/database.yaml': { symlink: '../../../shared/db/database.yaml' },
  'claims/infra/w/database.yaml': '../../../shared/db/database.yaml',
  'claims/infra/crypt/database.yaml': Buffer.concat([Buffer.from('\0GITCRYPT\0'), Buffer.from([0xff])]),
  'claims/infra/lfs/database.yaml': 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n',
  'claims/infra/sops/database.yaml': `${manifest('Database', 'sops')}sops: {mac: x}\n`,
  'claims/infra/vault/database.yaml': '$ANSIBLE_VAULT;1.1;AES256\n6162\n',
  'claims/infra/wide/database.yaml': Buffer.from('\ufeffkind: X\n', 'utf16le'),
  'claims/infra/picture/database.yaml': Buffer.from([0x89, 0x50, 0, 0xff]),
  'claims/infra/broken/database.yaml': 'a: [\n',
  'claims/infra/db/values.yaml': 'size: 1\n',
  'claims/infra/db/a.yaml': manifest('ConfigMap', 'a', 'v1'),
  'claims/infra/db/b.yaml': manifest('ConfigMap', 'b', 'v1'),
  'claims/infra/db/c.yaml': manifest('Namespace', 'c', 'v1'),
};

test('what is not a claim that can be declared is named as what it is', async () => {
  const { leftOut, models } = await adopt(FILES);
  expect(models.claims.map(({ constructPath }) => constructPath)).toEqual(['infra/db']);
  expect(
    leftOut.map(({ path, cause, reason }) => `${path.slice('claims/infra/'.length)} ${cause}: ${reason}`),
  ).toEqual([
    expect.stringMatching(/^broken\/database\.yaml unreadable: /),
    'cache symbolic-link: it is a symbolic link to ../../shared/db, which is not followed',
    'crypt/database.yaml encrypted: the file is encrypted with git-crypt',
    'db/a.yaml no-claim: ConfigMap is not one of the kinds of claims',
    'db/b.yaml no-claim: ConfigMap is not one of the kinds of claims',
    'db/c.yaml no-claim: Namespace is not one of the kinds of claims',
    'db/values.yaml no-manifest: it is not a Kubernetes manifest',
    'lfs/database.yaml lfs-pointer: it is a pointer of Git LFS, the content is kept elsewhere',
    'picture/database.yaml not-text: the file is binary',
    'q/database.yaml symbolic-link: it is a symbolic link to ../../../shared/db/database.yaml, which is not followed',
    'sops/database.yaml encrypted: the file is encrypted with SOPS',
    'vault/database.yaml encrypted: the file is encrypted with Ansible Vault',
    'w/database.yaml symbolic-link: it holds the path ../../../shared/db/database.yaml alone: a symbolic link that was checked out as a file',
    'wide/database.yaml not-text: the file is UTF-16 text, it must be UTF-8',
  ]);
});

test('the terminal gets counts of what is none anyway and of what is many, and each file when asked', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [
      `claims/infra/x${at}/database.yaml`,
      `${manifest('Database', `x${at}`)}sops: {}\n`,
    ]),
  );
  const adopted = await adopt({
    ...many,
    'claims/infra/db/database.yaml': manifest('Database', 'db'),
    'claims/infra/db/c.yaml': FILES['claims/infra/db/c.yaml'] ?? '',
    'claims/infra/l.yaml': { symlink: 'x' },
  });
  const text = (verbose: boolean): string =>
    adoptedText(adopted, '/p', ['a'], {
      style: PLAIN_STYLE,
      cwd: '/',
      verbose,
      install: own('npm install'),
      run: own('npx claims'),
    });
  expect(text(false)).toContain('left out  12 files: encrypted\n');
  expect(text(false)).toContain('left out  1 file: no claim by its kind, Namespace (1)\n');
  expect(text(false)).toContain(
    'left out  claims/infra/l.yaml:1: it is a symbolic link to x, which is not followed\n',
  );
  expect(text(false)).not.toContain('claims/infra/x3/');
  expect(text(true)).toContain(
    'left out  claims/infra/x3/database.yaml:1: the file is encrypted with SOPS\n',
  );
  expect(text(true)).toContain('claims are all objects of namespaced custom kinds');
});

test('submodules and what stands in closed folders are told, too', () => {
  const entries = new Map([
    ['claims/sub', { mode: '160000', objectId: 'x' }],
    ['other/sub', { mode: '160000', objectId: 'x' }],
    ['claims/pipe', { mode: '010000', objectId: 'x' }],
  ]);
  const closedFolders = new Map([['claims/closed', 'permission denied (EACCES)']]);
  const index = { objectFormat: 'sha1', entries, closedFolders } as const;
  expect(entriesWithoutText(index, 'claims', {}).map(({ path, cause }) => `${path} ${cause}`)).toEqual([
    'claims/sub submodule',
    'claims/pipe special-file',
    'claims/closed unreadable',
  ]);
});

test('kinds are found by definitions anywhere, by imports of the project, or named', async () => {
  const files = {
    'claims/infra/db/database.yaml': manifest('Database', 'db'),
    'claims/infra/cache/cache.yaml': manifest('Cache', 'cache'),
    'claims/infra/job/job.yaml': manifest('Job', 'job', 'batch/v1'),
  };
  const found = ({ rule, models }: AdoptedTarget): unknown => [rule, models.claims.map(({ name }) => name)];
  expect(found(await adopt({ ...files, 'platform/apis/x.yaml': XRD }))).toEqual([
    { sources: ['definitions'], kinds: ['Database.acme.io', 'XDatabase.acme.io'] },
    ['db'],
  ]);
  world.remove();
  world = actionWorld();
  expect(found(await adopt(files, { kinds: ['Job.batch', 'Cache.acme.io'] }))).toEqual([
    { sources: ['named'], kinds: ['Cache.acme.io', 'Job.batch'] },
    ['cache', 'job'],
  ]);
  world.remove();
  world = actionWorld();
  mkdirSync(join(world.folder, 'crds'));
  writeFileSync(
    join(world.folder, 'crds/cache.yaml'),
    'kind: CustomResourceDefinition\nspec: {group: acme.io, scope: Namespaced, names: {kind: Cache}}\n',
  );
  writeFileSync(
    join(world.folder, 'cdk8s.yaml'),
    'language: typescript\napp: x\nimports: [k8s, "own:=crds/cache.yaml", "https://example.test/x.yaml"]\n',
  );
  expect(found(await adopt(files))).toEqual([
    { sources: ['definitions'], kinds: ['Cache.acme.io'] },
    ['cache'],
  ]);
  await expect(adopt(files, { kinds: ['not a kind'] })).rejects.toMatchObject({ code: 'usage-invalid' });
});

test('a kind that no object has is refused with the nearest that some have, before anything is written', async () => {
  const files = { 'claims/infra/db/database.yaml': manifest('Database', 'db') };
  await expect(adopt(files, { kinds: ['Database'] })).rejects.toMatchObject({
    code: 'usage-invalid',
    message: "--kinds: no object of the repository is of kind 'Database', did you mean 'Database.acme.io'?",
  });
});

test('each of several kinds that no object has is named', async () => {
  const files = { 'claims/infra/db/database.yaml': manifest('Database', 'db') };
  await expect(adopt(files, { kinds: ['Databse.acme.io', 'Job.batch'] })).rejects.toMatchObject({
    issues: [
      { message: expect.stringContaining("did you mean 'Database.acme.io'?") as string },
      { message: expect.stringContaining("'Job.batch'") as string },
    ],
  });
});
