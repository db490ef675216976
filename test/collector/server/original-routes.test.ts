import { runCollector, type RunningCollector } from '../../fixtures/collector/collector';

const INVALID = '{"error":"invalid JSON"}\n';
const REQUIRED = '{"error":"cluster, claimRef, and statusMessage are required"}\n';
const report = (cluster: string, claimRef: string, statusMessage: string): string =>
  JSON.stringify({ cluster, claimRef, statusMessage });

let collector: RunningCollector;
beforeEach(async () => {
  collector = await runCollector();
});
afterEach(async () => {
  await collector.close();
});

const post = (body?: string | Buffer, headers?: Record<string, string>) =>
  collector.ask('POST', '/api/v1/status', body, headers);
const list = async (path = ''): Promise<Record<string, unknown>[]> =>
  JSON.parse((await collector.ask('GET', `/api/v1/status${path}`)).text) as Record<string, unknown>[];

describe('the routes of the original', () => {
  it.each([
    ['/healthz', '{"status":"ok"}\n'],
    ['/version', '{"commit":"abc","version":"1.2.3"}\n'],
    ['/api/v1/status', '[]\n'],
    ['/api/v1/status/none', '[]\n'],
    ['/api/v1/status?cluster=zzz', '[]\n'],
  ])('GET %s', async (path, text) => {
    const reply = await collector.ask('GET', path);
    expect(reply).toMatchObject({ status: 200, text });
    expect(reply.headers.get('content-type')).toBe('application/json');
    const head = await collector.ask('HEAD', path);
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  });

  it('answer every request with an id of the same shape, and echo a client’s where it is one', async () => {
    const shape = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
    for (const path of ['/healthz', '/nope', '/api/v1/status/a/b']) {
      expect((await collector.ask('GET', path)).headers.get('x-request-id')).toMatch(shape);
    }
    const id = '01234567-89ab-cdef-0123-456789abcdef';
    expect(
      (await collector.ask('GET', '/healthz', undefined, { 'x-request-id': id })).headers.get('x-request-id'),
    ).toBe(id);
    const other = await collector.ask('GET', '/healthz', undefined, { 'x-request-id': 'mine' });
    expect(other.headers.get('x-request-id')).toMatch(shape);
  });

  it('create, overwrite and list in the original’s four fields', async () => {
    const created = await post(report('alpha', 'default/my-db', 'Ready'));
    expect(created).toMatchObject({ status: 201, text: '{"status":"created"}\n' });
    expect(created.headers.get('content-type')).toBe('application/json');
    await post(report('alpha', 'default/my-db', 'm2'), {
      'content-type': 'application/x-www-form-urlencoded',
    });
    const { text } = await collector.ask('GET', '/api/v1/status/alpha');
    expect(text).toMatch(
      /^\[\{"cluster":"alpha","claimRef":"default\/my-db","statusMessage":"m2","receivedAt":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"\}\]\n$/,
    );
  });

  it('keep apart what a slash would join, and find a cluster with a slash', async () => {
    await post(report('a', 'b/c', 'one'));
    await post(report('a/b', 'c', 'two'));
    expect((await list()).map(({ statusMessage }) => statusMessage)).toEqual(['one', 'two']);
    expect((await list('/a%2Fb')).map(({ statusMessage }) => statusMessage)).toEqual(['two']);
  });

  it.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH'])('refuse %s on the list', async (method) => {
    const reply = await collector.ask(method, '/api/v1/status');
    expect(reply).toMatchObject({ status: 405, text: 'Method Not Allowed\n' });
    expect(reply.headers.get('allow')).toBe('GET, HEAD, POST');
    expect(reply.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect((await collector.ask(method, '/healthz')).headers.get('allow')).toBe('GET, HEAD');
  });

  it.each(['/nope', '/', '/api/v1/status/', '/api/v1/status/a/b', '/api/v1/status/a/', '/health'])(
    'know no %s',
    async (path) => {
      const reply = await collector.ask('GET', path);
      expect(reply).toMatchObject({ status: 404, text: '404 page not found\n' });
      expect(reply.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    },
  );

  it('send an unclean path to the clean one, with its method and query', async () => {
    for (const [path, clean] of [
      ['//healthz', '/healthz'],
      ['/a/../healthz', '/healthz'],
      ['//api/v1/status?a=b', '/api/v1/status?a=b'],
    ]) {
      const answer = await collector.raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 307 /);
      expect(answer).toContain(`\r\nLocation: ${clean}\r\n`);
    }
  });

  it('refuse an escape that is none, and a request without a host', async () => {
    const bad = await collector.raw(
      'GET /api/v1/status/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    );
    expect(bad).toMatch(/^HTTP\/1\.1 400 /);
    expect(bad).toMatch(/\r\n\r\n400 Bad Request$/);
    expect(bad.toLowerCase()).not.toContain('x-request-id');
    expect(await collector.raw('GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 /,
    );
  });
});

describe('a report', () => {
  const fields = '"cluster":"a","claimRef":"c","statusMessage":"x"';

  it.each<[string, string | Buffer | undefined]>([
    ['broken', '{bad'],
    ['none', undefined],
    ['empty', ''],
    ['blank', ' \n'],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['a number', '123'],
    ['true', 'true'],
    ['behind a byte order mark', `\ufeff{${fields}}`],
    ['with a number for a text', '{"cluster":1,"claimRef":"c","statusMessage":"x"}'],
    ['with a wrong type that a later one mends', `{"cluster":1,${fields}}`],
    ['with NaN', `{${fields},"n":NaN}`],
    ['with a control character', `{${fields},"n":"\u0001"}`],
    ['with an escape that is none', `{${fields},"n":"\\x"}`],
    ['with a leading zero', `{${fields},"n":01}`],
    ['with a comma too many', `{${fields},}`],
    ['that ends early', `{${fields}`],
    ['nested too deeply', `{${fields},"n":${'['.repeat(10_001)}${']'.repeat(10_001)}}`],
    ['of `null` and what belongs to it', 'nullx'],
  ])('is refused: %s', async (_what, body) => {
    const reply = await post(body);
    expect(reply).toMatchObject({ status: 400, text: INVALID });
    expect(reply.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await list()).toEqual([]);
  });

  it.each([
    ['null'],
    ['null xx'],
    ['{}'],
    ['{"claimRef":"c","statusMessage":"x"}'],
    ['{"cluster":"","claimRef":"c","statusMessage":"x"}'],
    ['{"cluster":null,"claimRef":"c","statusMessage":"x"}'],
    ['{"cluster":"a","statusMessage":"x"}'],
    ['{"cluster":"a","claimRef":"c"}'],
    ['{"cluster":"a","claimRef":"c","statusMessage":""}'],
  ])('lacks a field: %s', async (body) => {
    expect(await post(body)).toMatchObject({ status: 400, text: REQUIRED });
  });

  it.each<[string, string | Buffer, string]>([
    ['a blank', '{"cluster":"a","claimRef":"c","statusMessage":" "}', ' '],
    ['what follows is not read', `{${fields}} trailing garbage`, 'x'],
    ['a second object is not read', `{${fields}}{"cluster":"b","claimRef":"c","statusMessage":"y"}`, 'x'],
    ['fields that nobody knows', `{${fields},"extra":{"a":[1,2,{"b":null}]},"__proto__":{"x":1}}`, 'x'],
    ['kinds of another shape', `{${fields},"kind":5,"apiVersion":["x"]}`, 'x'],
    ['a number beyond all', `{${fields},"n":1e999}`, 'x'],
    ['deep nesting', `{${fields},"n":${'['.repeat(9_000)}${']'.repeat(9_000)}}`, 'x'],
    ['null keeps what was there', `{${fields},"statusMessage":null}`, 'x'],
    ['the last one counts', `{${fields},"STATUSMESSAGE":"y","StatusMessage":"z"}`, 'z'],
    ['a long s is an s', '{"clu\\u017fter":"a","claimRef":"c","statusMe\u017fsage":"s"}', 's'],
    [
      'half of a pair',
      `{"cluster":"a","claimRef":"c","statusMessage":"\\ud800-\\udc00\\ud83d\\ude00"}`,
      '\ufffd-\ufffd\u{1f600}',
    ],
    [
      'bytes that are no text',
      Buffer.concat([
        Buffer.from('{"cluster":"a","claimRef":"c","statusMessage":"'),
        Buffer.from([0xe2, 0x82, 0xff, 0xc3, 0xa9]),
        Buffer.from('"}'),
      ]),
      '\ufffd\ufffd\ufffdé',
    ],
  ])('is taken: %s', async (_what, body, message) => {
    expect(await post(body)).toMatchObject({ status: 201 });
    expect(await list()).toMatchObject([{ cluster: 'a', claimRef: 'c', statusMessage: message }]);
  });

  it('is written as Go writes it', async () => {
    await post(report('a', 'c', '<b> & \u2028\u007f\u0001\n'));
    expect((await collector.ask('GET', '/api/v1/status')).text).toContain(
      '"statusMessage":"\\u003cb\\u003e \\u0026 \\u2028\u007f\\u0001\\n"',
    );
  });

  it('of 30 MB is refused with an answer that its sender can read', async () => {
    const reply = await post(report('a', 'c', 'x'.repeat(30 * 2 ** 20)));
    expect(reply.status).toBe(413);
    expect(JSON.parse(reply.text)).toEqual({ error: expect.any(String) });
    expect(await list()).toEqual([]);
    expect(await post(report('a', 'c', 'x'))).toMatchObject({ status: 201 });
  });

  it('comes in pieces, after `100 Continue`, and with an encoding that nobody asks for', async () => {
    const body = report('a', 'c', 'x');
    const answer = await collector.raw(
      `POST /api/v1/status HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n` +
        `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 Created/);
  });
});
