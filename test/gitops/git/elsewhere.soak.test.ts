import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlainGitForge } from '../../../gitops/forge/plain-git/plain-git-forge';
import { type OpenTargetOptions, openTarget } from '../../../gitops/git/open-target';
import { converge } from '../../contract/forge-world';
import { samplePlanner } from '../../contract/sample-plan';
import { bareRepository, git, temporaryFolder } from '../../fixtures/git/git';
import { type GitHttpServer, serveGit } from '../../fixtures/git/git-http-server';

// Dozens of Git processes each: slow where many suites share few cores.
jest.setTimeout(60_000);

const TOKEN = 's3cret-token';

let folder: ReturnType<typeof temporaryFolder>;
let bare: string;
/** The server that the token is for, another one with the same repository, and what else is to be closed. */
let server: GitHttpServer;
let other: GitHttpServer;
let redirect: (request: IncomingMessage) => string | undefined;
let status: number;

beforeEach(async () => {
  folder = temporaryFolder();
  bare = bareRepository(folder.path, { 'claims/a.yaml': 'a\n' });
  redirect = () => undefined;
  status = 302;
  server = await serveGit(folder.path, undefined, (request) => {
    const location = redirect(request);
    return location === undefined ? undefined : { status, location };
  });
  other = await serveGit(folder.path);
});
afterEach(async () => {
  await server.close();
  await other.close();
  folder.remove();
});

async function pr(target: string, options: Partial<OpenTargetOptions> = {}) {
  const repository = await openTarget({
    target,
    folder: folder.path,
    environment: process.env,
    temporaryFolder: folder.path,
    credentials: { password: TOKEN },
    ...options,
  });
  try {
    const session = {
      repository,
      forge: createPlainGitForge(repository),
      close: () => repository.close(),
    };
    return await converge(session, samplePlanner({ 'claims/b.yaml': 'b\n' }), { merge: true });
  } finally {
    await repository.close();
  }
}

test('what a server proposes to fetch from elsewhere is fetched from nowhere', async () => {
  const asked: string[] = [];
  const elsewhere = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/x`;
  const blob = git(bare, ['rev-parse', 'main:claims/a.yaml']);
  for (const [key, value] of [
    ['uploadpack.advertiseBundleURIs', 'true'],
    ['bundle.version', '1'],
    ['bundle.mode', 'all'],
    ['bundle.one.uri', url],
    ['uploadpack.blobPackfileUri', `${blob} ${'0'.repeat(40)} ${url}`],
    ['promisor.advertise', 'true'],
    ['remote.other.url', url],
    ['remote.other.promisor', 'true'],
  ] as const) {
    git(bare, ['config', key, value]);
  }
  const config = join(folder.path, 'gitconfig');
  writeFileSync(
    config,
    '[transfer]\n\tbundleURI = true\n[fetch]\n\turiProtocols = http,https\n[promisor]\n\tacceptFromServer = all\n',
  );
  const environment = { ...process.env, GIT_CONFIG_GLOBAL: config };
  expect(await pr(`${server.url}/target.git`, { environment })).toMatchObject({ action: 'merged' });
  elsewhere.close();
  expect(asked).toEqual([]);
});

test("the token's header is bound to the target: an address that the user's Git puts in its place gets none", async () => {
  const config = join(folder.path, 'gitconfig');
  writeFileSync(config, `[url "${other.url}/"]\n\tinsteadOf = ${server.url}/\n`);
  const environment = { ...process.env, GIT_CONFIG_GLOBAL: config };
  await pr(`${server.url}/target.git`, { environment }).catch(() => undefined);
  expect(other.authorizations.length).toBeGreaterThan(0);
  expect(new Set(other.authorizations)).toEqual(new Set(['']));
});

test('a server of the old kind, of plain files, sends Git to no other server for objects', async () => {
  // Its list of places that have more objects (gitrepository-layout(5), objects/info/http-alternates).
  git(bare, ['update-server-info']);
  const hidden = join(folder.path, 'hidden.git');
  cpSync(bare, hidden, { recursive: true });
  for (const name of readdirSync(join(bare, 'objects'))) {
    if (name !== 'info') rmSync(join(bare, 'objects', name), { recursive: true });
  }
  writeFileSync(join(bare, 'objects/info/http-alternates'), `${other.url}/hidden.git/objects/\n`);
  const files = createServer(({ url = '' }, response) => {
    const path = join(folder.path, new URL(url, 'http://localhost').pathname);
    const isFile = existsSync(path) && statSync(path).isFile();
    response.writeHead(isFile ? 200 : 404).end(isFile ? readFileSync(path) : '');
  });
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
  const config = join(folder.path, 'gitconfig');
  writeFileSync(config, '[http]\n\tfollowRedirects = true\n');
  const environment = { ...process.env, GIT_CONFIG_GLOBAL: config };
  const target = `http://127.0.0.1:${(files.address() as AddressInfo).port}/target.git`;
  await expect(pr(target, { environment })).rejects.toThrow();
  files.closeAllConnections();
  files.close();
  expect(other.authorizations).toEqual([]);
});
