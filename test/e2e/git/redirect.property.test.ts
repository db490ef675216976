import type { IncomingMessage } from 'node:http';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlainGitForge } from '../../../gitops/forge/plain-git/plain-git-forge';
import { type OpenTargetOptions, openTarget } from '../../../gitops/git/open-target';
import { converge } from '../../contract/forge-world';
import { samplePlanner } from '../../contract/sample-plan';
import { bareRepository, git, temporaryFolder } from '../../fixtures/git/git';
import { runs } from '../../runs';
import { type GitHttpServer, serveGit } from '../../fixtures/git/git-http-server';

// Dozens of Git processes each: slow where many suites share few cores.
jest.setTimeout(60_000);

const TOKEN = 's3cret-token';
const HEADER = `Basic ${Buffer.from(`x-access-token:${TOKEN}`).toString('base64')}`;

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

/** Settings of a user that would let Git follow, by ever nearer addresses. */
function permissiveConfig(): string {
  const path = join(folder.path, 'gitconfig');
  const keys = ['http', `http "${server.url}/"`, `http "${server.url}/target.git"`];
  writeFileSync(path, keys.map((key) => `[${key}]\n\tfollowRedirects = true\n`).join(''));
  return path;
}

/** Requests that lead to another server, each in a place where Git would follow with the header. */
const PLACES: readonly (readonly [string, (request: IncomingMessage) => boolean])[] = [
  ['the first request', ({ url = '' }) => url.includes('service=git-upload-pack')],
  ['the first request for writing', ({ url = '' }) => url.includes('service=git-receive-pack')],
  ['the transfer of objects', ({ url = '', method }) => method === 'POST' && url.endsWith('git-upload-pack')],
  ['the push itself', ({ url = '', method }) => method === 'POST' && url.endsWith('git-receive-pack')],
];

const CODES = [302, 307, 301, 308, 303];

test.each(
  PLACES.flatMap(([place, applies], index) =>
    CODES.slice(0, runs(1, 5)).map((_, at) => [place, CODES[(at + index) % 5] ?? 302, applies] as const),
  ),
)(
  'a redirect of %s to another server (%i) is not followed: nobody else hears of the token',
  async (_place, code, applies) => {
    status = code;
    redirect = (request) => (applies(request) ? `${other.url}${request.url ?? ''}` : undefined);
    const environment = { ...process.env, GIT_CONFIG_GLOBAL: permissiveConfig() };
    const before = git(bare, ['for-each-ref']);
    const failed: unknown = await pr(`${server.url}/target.git`, { environment }).catch(
      (error: unknown) => error,
    );
    expect(failed).toMatchObject({ code: 'target-redirected', kind: 'config' });
    expect(other.authorizations).toEqual([]);
    expect(new Set(server.authorizations)).toEqual(new Set([HEADER]));
    expect(git(bare, ['for-each-ref'])).toBe(before);
    expect(JSON.stringify([failed, String(failed)])).not.toContain(TOKEN);
  },
);

test.each(PLACES.slice(1, runs(2, 2)))(
  'the error of a redirect of %s names the new address, without what is secret in it',
  async (_, applies) => {
    redirect = (request) =>
      applies(request)
        ? `${other.url.replace('//', '//ana:pass@')}/moved.git/info/refs?service=git-upload-pack&token=${TOKEN}`
        : undefined;
    const failed: unknown = await pr(`${server.url}/target.git`).catch((error: unknown) => error);
    expect(failed).toMatchObject({
      code: 'target-redirected',
      message: expect.stringContaining(`redirects to ${other.url}/moved.git, another server`),
    });
    expect(String(failed)).not.toMatch(/ana|pass@|token/);
    expect(other.authorizations).toEqual([]);
  },
);

test('without a token neither: what the user set for Git might hold one', async () => {
  redirect = ({ url = '' }) => `${other.url}${url}`;
  await expect(
    openTarget({ target: `${server.url}/target.git`, folder: folder.path, environment: process.env }),
  ).rejects.toMatchObject({ code: 'target-redirected' });
  expect(other.authorizations).toEqual([]);
});

test.each([301, 302, 307, 308].slice(0, runs(1, 4)))(
  'a redirect within the server (%i) is followed, with the token: a repository that was renamed',
  async (code) => {
    status = code;
    redirect = ({ url = '' }) => {
      if (url.startsWith('/first')) return url.replace('/first', '/second');
      // Relative, as RFC 9110 allows.
      return url.startsWith('/second') ? `${server.url}${url.replace('/second', '/target.git')}` : undefined;
    };
    expect(await pr(`${server.url}/first`)).toMatchObject({ action: 'merged' });
    expect(new Set(server.authorizations)).toEqual(new Set([HEADER]));
    expect(other.authorizations).toEqual([]);
    expect(git(bare, ['show', 'main:claims/b.yaml'])).toBe('b');
  },
);

test('redirects in a circle, to no repository, to nowhere and to no address at all end in an error', async () => {
  let count = 0;
  const answers: ((url: string) => string)[] = [
    (url) => url,
    (url) => url.replace(/^\/[^/]*/, `/${String(++count)}`),
    () => '/login?return_to=%2Ftarget.git',
    () => '',
    () => 'javascript:alert(1)',
    () => 'file:///etc/passwd',
    () => 'http://[',
    () => `/${'x'.repeat(5_000)}/info/refs`,
  ];
  for (const answer of answers.slice(0, runs(2, answers.length))) {
    redirect = ({ url = '' }) => answer(url);
    const failed: unknown = await pr(`${server.url}/target.git`).catch((error: unknown) => error);
    expect([String(answer), failed]).toEqual([
      String(answer),
      expect.objectContaining({ code: 'target-redirected' }),
    ]);
    expect(String(failed).length).toBeLessThan(600);
  }
  expect(other.authorizations).toEqual([]);
});
