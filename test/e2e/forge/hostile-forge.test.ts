import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { GiteaApi } from '../../../gitops/forge/gitea/gitea-api';
import { createGiteaClient } from '../../../gitops/forge/gitea/gitea-client';
import { GitHubApi } from '../../../gitops/forge/github/github-api';
import { createGitHubClient } from '../../../gitops/forge/github/github-client';
import type { ForgeApi } from '../../../gitops/forge/web/forge-api';
import { VirtualClock } from '../../fixtures/github';
import { virtualLimits } from '../../fixtures/github/virtual-limits';
import { loopbackServer, type LoopbackServer } from '../../fixtures/http/loopback-server';

const SHA = 'a'.repeat(40);
const LIMIT = 1_000_000;
const json = { 'content-type': 'application/json' };

/** A pull request that both APIs could answer. */
function pull(number: number, change: object = {}): object {
  const repo = { id: 1, full_name: 'acme/harvester' };
  const head = { ref: 'claims/storage/all', label: 'claims/storage/all', sha: SHA, repo };
  const user = { id: 7, login: 'ana', type: 'User' };
  const words = { title: 'Claims', body: '', state: 'open', html_url: 'https://git.example.test/pulls/1' };
  const base = { ref: 'main', label: 'main', sha: SHA, repo };
  return {
    number,
    node_id: 'PR_1',
    ...words,
    merged: false,
    merged_at: null,
    labels: [],
    user,
    head,
    base,
    ...change,
  };
}

interface Options {
  readonly signal?: AbortSignal;
  readonly timeLimit?: number;
}

const ADAPTERS: Readonly<Record<string, (origin: string, options?: Options) => ForgeApi>> = {
  github: (origin, options = {}) =>
    new GitHubApi(
      createGitHubClient({
        apiUrl: `${origin}/api/v3`,
        token: 'a-secret-word',
        repository: 'acme/harvester',
        version: '0.1.0',
        longestAnswer: LIMIT,
        // Where a run is interrupted the pauses are real ones, of 0.3, 1.2 and 2.7 s between attempts.
        ...(options.signal === undefined
          ? virtualLimits(new VirtualClock())
          : { retry: { retryAfterBaseValue: 300 } }),
        ...options,
      }),
    ),
  gitea: (origin, options = {}) =>
    new GiteaApi(
      createGiteaClient({
        apiUrl: `${origin}/api/v1`,
        token: 'a-secret-word',
        repository: 'acme/harvester',
        version: '0.1.0',
        longestAnswer: LIMIT,
        ...options,
      }),
    ),
};

describe.each(Object.entries(ADAPTERS))('a hostile %s', (_name, connect) => {
  const servers: LoopbackServer[] = [];
  const serve = async (
    answer: (request: IncomingMessage, response: ServerResponse, origin: string) => void,
  ): Promise<LoopbackServer> => {
    const server = await loopbackServer(answer);
    servers.push(server);
    return server;
  };
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });
  const open = (api: ForgeApi) => api.listRequests('claims/storage/all', 'main', 'open');

  test('that has one more page for ever, each with something new, is left after a fixed number', async () => {
    let number = 0;
    const elsewhere = await serve((_request, response) => response.end('[]'));
    const server = await serve((_request, response) => {
      const link = `<${elsewhere.origin}/api/v3/repos/acme/harvester/pulls?page=2>; rel="next"`;
      response.writeHead(200, { ...json, link });
      response.end(JSON.stringify([pull(++number, { state: 'closed' })]));
    });
    await expect(open(connect(server.origin))).rejects.toMatchObject({
      code: 'forge-answer-too-large',
      message: expect.stringContaining('with more than 200 pages'),
    });
    expect(server.asked).toHaveLength(200);
    // Where the next page is to be had is never the forge's word.
    expect(elsewhere.asked).toEqual([]);
  });

  test.each([
    ['of a gigabyte', undefined],
    ['that says so', { 'content-length': String(2 ** 30) }],
  ])('with an answer %s is not listened to any longer than the limit', async (_how, headers) => {
    let sent = 0;
    const chunk = Buffer.alloc(65_536, ' ');
    const server = await serve((_request, response) => {
      response.writeHead(200, { ...json, ...headers });
      const write = (): void => {
        while (!response.destroyed && sent < 2 ** 30) {
          sent += chunk.length;
          if (!response.write(chunk)) {
            response.once('drain', write);
            return;
          }
        }
      };
      write();
    });
    await expect(connect(server.origin).listComments(1)).rejects.toMatchObject({
      code: 'forge-answer-too-large',
      message: expect.stringContaining('answers with more than 1,000,000 bytes'),
    });
    // What is on its way in buffers of the system comes on top.
    expect(sent).toBeLessThan(30 * LIMIT);
    expect(server.asked).toHaveLength(1);
  });

  test('whose answer is small until it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(40 * LIMIT, ' '));
    const server = await serve((_request, response) => {
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' });
      response.end(bomb);
    });
    await expect(connect(server.origin).listComments(1)).rejects.toMatchObject({
      code: 'forge-answer-too-large',
    });
  });

  test('that sends one byte after another is given up', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, json);
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => {
        clearInterval(timer);
      });
    });
    const waits = connect(server.origin, { timeLimit: 100 });
    await expect(waits.createComment(1, 'x')).rejects.toMatchObject({
      code: 'forge-unavailable',
      message: expect.stringContaining('no whole answer within 0.1 s'),
    });
  });

  test.each([301, 302, 303, 307, 308])(
    'that redirects to another origin (%i) does not get the token there',
    async (status) => {
      const elsewhere = await serve((_request, response) => response.end('[]'));
      const server = await serve((_request, response) => {
        response
          .writeHead(status, { location: `${elsewhere.origin}/api/v1/repos/acme/harvester/pulls` })
          .end();
      });
      const { host } = new URL(elsewhere.origin);
      const api = connect(server.origin);
      const works = [
        () => open(api),
        () => api.createComment(1, 'x'),
        () => api.changeRequest(1, {}),
        () => api.deleteComment(1),
        () => api.merge(1, SHA),
        () => api.self(),
      ];
      for (const work of works) {
        await expect(work()).rejects.toMatchObject({
          code: 'forge-redirected',
          message: expect.stringContaining(`to ${host}, where the token does not belong`),
        });
      }
      expect(elsewhere.asked).toEqual([]);
      expect(server.asked).toHaveLength(works.length);
    },
  );

  test.each([
    ['to itself for ever', (path: string) => `${path}&again`],
    ['to a scheme of its own', () => 'javascript:alert(1)'],
    ['to a file', () => 'file:///etc/passwd'],
    ['to an address with a password', (_path: string, origin: string) => origin.replace('//', '//me:word@')],
    ['to what is not an address', () => 'http://[::1'],
    [
      'to the same port of another name',
      (path: string, origin: string) => origin.replace('127.0.0.1', 'localhost') + path,
    ],
  ])('that redirects %s', async (_how, location) => {
    const server = await serve((request, response, origin) => {
      response.writeHead(302, { location: location(request.url ?? '', origin) }).end();
    });
    await expect(open(connect(server.origin))).rejects.toMatchObject({ code: 'forge-redirected' });
    expect(server.asked.length).toBeLessThanOrEqual(6);
  });

  test('that has moved a repository within itself is followed, with the token; a write never becomes a read', async () => {
    const server = await serve((request, response) => {
      const { url = '', method } = request;
      if (url.includes('/moved/')) {
        response
          .writeHead(200, json)
          .end(JSON.stringify(method === 'GET' ? [] : { id: 1, body: 'x', user: null }));
        return;
      }
      const status = url.includes('issues/2') ? 301 : method === 'GET' ? 301 : 307;
      response.writeHead(status, { location: url.replace('acme/harvester', 'acme/moved/harvester') }).end();
    });
    const api = connect(server.origin);
    expect(await open(api)).toEqual([]);
    expect(await api.createComment(1, 'x')).toEqual({ id: 1, body: 'x' });
    expect(new Set(server.asked.map(({ token }) => token)).size).toBe(1);
    await expect(api.createComment(2, 'x')).rejects.toMatchObject({ code: 'forge-redirected' });
  });

  test.each<[string, object]>([
    ['a number that is none', { number: '../../user' }],
    ['half a number', { number: 1.5 }],
    ['a negative number', { number: -1 }],
    ['a number beyond all', { number: 2 ** 60 }],
    ['an address that runs', { html_url: 'javascript:alert(1)' }],
    ['an address with a password', { html_url: 'https://a:b@git.example.test/' }],
    ['an address without end', { html_url: `https://git.example.test/${'a'.repeat(3000)}` }],
    ['a commit that is a path', { head: { ref: 'claims/storage/all', label: 'x', sha: '../x', repo: null } }],
    ['no head', { head: null }],
    ['a title that is a list', { title: ['Claims'] }],
    ['a body that is an object', { body: { text: 'x' } }],
    ['labels that are numbers', { labels: [1] }],
    ['a state of its own', { state: '\u001b[31mopen' }],
    ['an author that is text', { user: 'ana' }],
  ])('that answers with %s is told so, without its words', async (_what, change) => {
    const server = await serve((_request, response) => {
      response.writeHead(200, json).end(JSON.stringify([pull(1, change)]));
    });
    const failed = await open(connect(server.origin)).then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    expect(failed).toMatchObject({ code: 'forge-answer-invalid' });
    expect(failed?.message).toMatch(/^[\x20-\x7e]+$/);
    expect(server.asked).toHaveLength(1);
  });

  test('whose addresses carry escapes and line breaks gives addresses in plain letters', async () => {
    const html_url = 'https://git.example.test/a\u001b[31m\u202e/\nb/\u0085pulls/1';
    const server = await serve((_request, response) => {
      response.writeHead(200, json).end(JSON.stringify([pull(1, { html_url })]));
    });
    const [found] = await open(connect(server.origin));
    expect(found?.url).toMatch(/^https:\/\/git\.example\.test\/[\x21-\x7e]+$/);
  });

  test('that answers about another request than was asked for is not believed', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, json).end(JSON.stringify(pull(2)));
    });
    const api = connect(server.origin);
    await expect(api.changeRequest(1, { title: 'x' })).rejects.toMatchObject({
      code: 'forge-answer-invalid',
    });
    const asked = { branch: 'claims/other/all', base: 'main', title: 'x', body: '', draft: false };
    await expect(api.openRequest(asked)).rejects.toMatchObject({ code: 'forge-answer-invalid' });
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ['a dripping answer', (response) => void response.writeHead(200, json).write(' ')],
    ['no answer at all', () => undefined],
    [
      'a pause that it asks for',
      (response) =>
        void response.writeHead(429, { 'retry-after': '200' }).end('{"message":"secondary rate limit"}'),
    ],
    ['a pause before the next attempt', (response) => void response.writeHead(502).end()],
    [
      'one page after another',
      (response) =>
        void response
          .writeHead(200, { ...json, link: '<x>; rel="next"' })
          .end('[{"id":1,"body":"","event":"x","type":"x"}]'),
    ],
  ])('does not hold up who interrupts the run during %s', async (_what, answer) => {
    const controller = new AbortController();
    const server = await serve((_request, response) => {
      answer(response);
      setTimeout(() => {
        controller.abort();
      }, 50);
    });
    const api = connect(server.origin, { signal: controller.signal });
    const started = performance.now();
    await expect(api.labelSetters(1).then(() => api.listComments(1))).rejects.toMatchObject({
      kind: 'interrupted',
    });
    expect(performance.now() - started).toBeLessThan(1000);
    await expect(api.listComments(1)).rejects.toMatchObject({ code: 'git-aborted' });
  });
});
