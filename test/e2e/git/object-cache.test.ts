import { existsSync, readdirSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { objectEnvironment } from '../../../gitops/git/git-environment';
import { CACHE_CONFIG, openObjectCache } from '../../../gitops/git/object-cache';
import { openTarget } from '../../../gitops/git/open-target';
import type { TargetRepository } from '../../../gitops/git/target-repository';
import { type GitHttpServer, serveGit } from '../../fixtures/git/git-http-server';
import { bareRepository, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';

const FILE = 'claims/a.yaml';
const CLAIM = 'a: 1\n';

let folder: ReturnType<typeof temporaryFolder>;
let bare: string;
let cache: string;
let server: GitHttpServer;

beforeEach(async () => {
  folder = temporaryFolder();
  bare = bareRepository(folder.path, { [FILE]: CLAIM });
  cache = join(folder.path, 'cache');
  server = await serveGit(folder.path);
});
afterEach(async () => {
  await server.close();
  folder.remove();
});

function open(
  cacheFolder: string | undefined,
  target = `${server.url}/${basename(bare)}`,
): Promise<TargetRepository> {
  return openTarget({
    target,
    folder: '/',
    environment: process.env,
    temporaryFolder: folder.path,
    ...(cacheFolder !== undefined && { cacheFolder }),
  });
}

/** Reads the claim from the base, and says how many objects had to be fetched for that. */
async function read(
  cacheFolder: string | undefined = cache,
): Promise<{ text: string | undefined; fetched: number }> {
  const target = await open(cacheFolder);
  try {
    const base = await target.fetchBase('main');
    const { read: contents } = await target.snapshot(base);
    return { text: (await contents([FILE])).get(FILE), fetched: objectsOfRuns() };
  } finally {
    await target.close();
  }
}

/** Objects in the scratch repositories of all runs that go on; borrowed ones do not count. */
function objectsOfRuns(): number {
  return readdirSync(folder.path)
    .filter((name) => name.startsWith('cdk8s-claims-git-') && existsSync(join(folder.path, name, 'HEAD')))
    .map((name) => git(join(folder.path, name), ['count-objects', '-v']))
    .flatMap((counts) => [...counts.matchAll(/^(?:count|in-pack): (\d+)$/gm)])
    .reduce((sum, [, count]) => sum + Number(count), 0);
}

function cachedPacks(): string[] {
  const [target = ''] = readdirSync(join(cache, 'targets'));
  const packs = join(cache, 'targets', target, 'objects', 'pack');
  return readdirSync(packs)
    .filter((name) => name.endsWith('.pack'))
    .map((name) => join(packs, name));
}

test('fetches what is new alone, once a run has left what it fetched', async () => {
  expect(await read()).toEqual({ text: CLAIM, fetched: 4 });
  expect(cachedPacks()).toHaveLength(1);
  expect(await read()).toEqual({ text: CLAIM, fetched: 0 });
  seedCommit(bare, { 'claims/b.yaml': 'b: 1\n' });
  expect(await read()).toEqual({ text: CLAIM, fetched: 4 });
  expect(cachedPacks()).toHaveLength(2);
  expect(git(String(cachedPacks()[0]?.replace(/\/objects\/.*/, '')), ['fsck', '--strict'])).toBe('');
});

test('keeps nothing of a target on this machine, and nothing at all without a folder', async () => {
  for (const target of [await open(undefined), await open(cache, bare)]) {
    await target.fetchBase('main');
    await target.close();
  }
  expect(existsSync(cache)).toBe(false);
});

test('goes without a cache that is broken, or that cannot be had', async () => {
  await read();
  for (const pack of cachedPacks()) truncateSync(pack, 20);
  expect(await read()).toMatchObject({ text: CLAIM });
  expect(await read()).toMatchObject({ text: CLAIM });
  const file = join(folder.path, 'a-file');
  writeFileSync(file, '');
  expect(await read(file)).toEqual({ text: CLAIM, fetched: 4 });
});

test('serves several runs at once', async () => {
  const heads = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const target = await open(cache);
      const head = await target.fetchBase('main');
      await target.close();
      return head;
    }),
  );
  expect(new Set(heads)).toEqual(new Set([git(bare, ['rev-parse', 'main'])]));
  expect((await read()).fetched).toBe(0);
});

test('lets go of what nobody looked at for a month', async () => {
  await read();
  const [target = ''] = readdirSync(join(cache, 'targets'));
  const old = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
  utimesSync(join(cache, 'targets', target), old, old);
  expect(await read()).toEqual({ text: CLAIM, fetched: 4 });
});

test('makes one pack of many', async () => {
  const environment = objectEnvironment(process.env, CACHE_CONFIG);
  const options = { root: cache, url: 'https://git.example.test/x.git', objectFormat: 'sha1' as const };
  const kept = await openObjectCache({ ...options, environment, timeLimit: 60_000, now: Date.now() });
  for (let index = 0; index <= 21; index++) {
    const ref = 'refs/target/refs/heads/main';
    git(bare, ['update-ref', ref, seedCommit(bare, { 'claims/n.yaml': `n: ${index}\n` })]);
    await kept?.keep(bare);
  }
  expect(cachedPacks().length).toBeLessThan(10);
  // 23 commits, each with its tree, the folder and one file.
  expect(git(kept?.folder ?? '', ['rev-list', '--objects', '--count', '--all'])).toBe(String(23 * 4));
});
