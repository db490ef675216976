import { loopbackServer, type LoopbackServer } from '../../fixtures/http/loopback-server';
import { runRegistry, type RunningRegistry } from '../../fixtures/registry-api/registry-api';
import { claimList, HACKY, THREE_CLAIMS } from '../../fixtures/registry-api/sample-registry';

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, OPTIONS',
  'access-control-allow-headers': 'Content-Type, Authorization, X-Request-ID',
  'access-control-expose-headers': 'X-Request-ID',
};

let upstream: LoopbackServer;
let api: RunningRegistry;
beforeAll(async () => {
  upstream = await loopbackServer((_request, response) => response.end(THREE_CLAIMS));
  api = await runRegistry({ REGISTRY_REPO: 'acme/harvester', REGISTRY_BASE_URL: upstream.origin });
});
afterAll(async () => {
  await api.close();
  await upstream.stop();
});

const get = (path: string, headers?: Record<string, string>) => api.ask('GET', path, headers);
const names = async (query: string): Promise<string[]> => {
  const { items } = JSON.parse((await get(`/api/v1/claims?${query}`)).text) as { items: { name: string }[] };
  return items.map(({ name }) => name);
};

describe('the routes of the original', () => {
  it('say that the service is healthy, without a line feed', async () => {
    const { status, headers, text } = await get('/health');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(text).toMatch(/^\{"status":"healthy","timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"\}$/);
  });

  it('tell the version and the endpoints', async () => {
    expect((await get('/version')).text).toBe('{"version":"1.2.3","commit":"abc","buildDate":"unknown"}');
    expect((await get('/')).text).toBe(`{
  "service": "machinery-registry-api",
  "version": "1.2.3",
  "endpoints": [
    "/health",
    "/version",
    "/api/v1/claims",
    "/api/v1/claims/{name}",
    "/openapi.yaml",
    "/docs"
  ]
}`);
  });

  it('list claims in the order of the file, and one of them by its name', async () => {
    const list = await get('/api/v1/claims');
    expect(list.headers.get('content-type')).toBe('application/json');
    expect(
      list.text.startsWith('{"apiVersion":"claim-registry.io/v1alpha1","kind":"ClaimList","items":['),
    ).toBe(true);
    expect(list.text.endsWith(']}\n')).toBe(true);
    expect(await names('')).toEqual(['app-pvc', 'hacky', 'dev-box']);
    const one = await get('/api/v1/claims/hacky');
    expect(one).toMatchObject({ status: 200, text: `${HACKY}\n` });
    expect(one.headers.get('content-type')).toBe('application/json');
    expect((await get('/api/v1/claims/%68acky')).text).toBe(`${HACKY}\n`);
  });

  it('filter exactly, and all filters hold', async () => {
    expect((await get('/api/v1/claims?category=cli&template=volumeclaim')).text).toBe(claimList(HACKY));
    expect((await get('/api/v1/claims?status=nope')).text).toBe(claimList());
    expect((await get('/api/v1/claims?category=CLI')).text).toBe(claimList());
    expect(await names('status=error')).toEqual(['dev-box']);
    expect(await names('source=cli&category=infra')).toEqual(['dev-box']);
  });

  it.each([
    ['an empty value is not a filter', 'category='],
    ['unknown parameters are ignored', 'foo=bar&limit=1'],
    ['an escape that is none is not a parameter', 'category=%zz'],
    ['a semicolon is not a parameter', 'category=cli;x'],
    ['the first of a name counts', 'category=&category=cli'],
  ])('%s: %s', async (_what, query) => {
    const answer = await api.raw(
      `GET /api/v1/claims?${query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({ items: [{}, {}, {}] });
  });

  it('take a plus for a blank, and the first of several values', async () => {
    expect(await names('createdBy=ana&createdBy=bob')).toEqual(['app-pvc']);
    expect(await names('createdBy=a+b')).toEqual([]);
    expect(await names('createdBy=%61na')).toEqual(['app-pvc']);
  });

  it('answer 404 in JSON for a claim, and in text for a path', async () => {
    for (const name of ['nope', '%ff', 'a%20b']) {
      const none = await get(`/api/v1/claims/${name}`);
      expect(none).toMatchObject({ status: 404, text: '{"error":"claim not found"}\n' });
      expect(none.headers.get('content-type')).toBe('application/json');
      expect(Object.fromEntries(none.headers)).toMatchObject(CORS);
    }
    for (const path of [
      '/nope',
      '/api/v1/claims/',
      '/api/v1/claims/a/b',
      '/api/v1/claims/a%2Fb',
      '/health/',
    ]) {
      const reply = await get(path);
      expect(reply).toMatchObject({ status: 404, text: '404 page not found\n' });
      expect(reply.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    }
  });

  it('refuse other methods with an empty 405', async () => {
    for (const path of ['/api/v1/claims', '/api/v1/claims/hacky', '/health', '/docs']) {
      expect(await api.ask('POST', path)).toMatchObject({ status: 405, text: '' });
      expect((await api.ask('DELETE', path)).headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    }
  });

  it('answer the preflight of a browser, and HEAD', async () => {
    const preflight = await api.ask('OPTIONS', '/api/v1/claims', {
      origin: 'https://backstage.example',
      'access-control-request-method': 'GET',
    });
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toMatchObject(CORS);
    for (const path of ['/health', '/api/v1/claims', '/api/v1/claims/hacky', '/version', '/status']) {
      const head = await api.ask('HEAD', path);
      expect(head).toMatchObject({ status: 200, text: '' });
      expect(Number(head.headers.get('content-length'))).toBeGreaterThan(0);
    }
  });

  it.each(['/health', '/api/v1/claims', '/api/v1/claims/hacky', '/docs', '/openapi.yaml', '/nope'])(
    'let everybody read %s from everywhere',
    async (path) => {
      expect(Object.fromEntries((await get(path)).headers)).toMatchObject(CORS);
    },
  );

  it('echo the id of a request, or make one', async () => {
    const mine = await get('/api/v1/claims', { 'x-request-id': 'mine-1' });
    expect(mine.headers.get('x-request-id')).toBe('mine-1');
    for (const id of ['', 'a b', 'x'.repeat(200)]) {
      expect((await get('/health', { 'x-request-id': id })).headers.get('x-request-id')).toMatch(
        /^[\da-f]{32}$/,
      );
    }
  });

  it.each([
    ['//health', '/health'],
    ['/api/v1/claims/../claims?a=b', '/api/v1/claims?a=b'],
    ['/%2Fhealth', '/health'],
    ['/a//b%20%C3%A9!', '/a/b%20%C3%A9%21'],
    ['http://other', 'http://other/'],
    ['http://other//health?x', 'http://other/health?x'],
    ['*', '/%2A'],
  ])('send %s to %s', async (path, clean) => {
    const answer = await api.raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 301 /);
    expect(answer).toContain(`\r\nLocation: ${clean}\r\n`);
    expect(answer).toMatch(/\r\n\r\n$/);
  });

  it.each([
    ['http://other/health', 200],
    ['http://other/api/v1/claims?status=none', 200],
    ['/api/v1/cl%61ims', 200],
    ['/api/v1/claims/h%61cky', 200],
    ['/api/v1/claims/%e4', 404],
  ])('take %s as what it names: %i', async (path, status) => {
    const of = (method: string): Promise<string> =>
      api.raw(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(await of('GET')).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(await of('PUT')).toMatch(/^HTTP\/1.1 405 /);
  });

  it('refuse an escape that is none', async () => {
    const answer = await api.raw('GET /api/v1/claims/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('describe themselves, for machines and for people', async () => {
    for (const path of ['/openapi', '/openapi.yaml']) {
      const yaml = await get(path);
      expect(yaml.headers.get('content-type')).toBe('application/yaml');
      expect(yaml.text).toContain('/api/v1/claims/{name}:');
    }
    const { paths, openapi } = JSON.parse((await get('/openapi.json')).text) as {
      paths: object;
      openapi: string;
    };
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toContain('/api/v1/claims');
    const docs = await get('/docs');
    expect(docs.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(docs.text).toContain('href="/openapi.yaml"');
    expect(docs.text).not.toMatch(/<script|https?:\/\/(?!localhost|www\.w3\.org)/);
  });

  it('ask the original’s address, without a token where there is none', () => {
    expect(upstream.asked[0]).toEqual({
      method: 'GET',
      path: '/acme/harvester/main/claims/registry.yaml',
      token: undefined,
    });
  });
});
