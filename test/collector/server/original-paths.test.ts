import { METHODS } from 'node:http';
import { runCollector, type RunningCollector } from '../../fixtures/collector/collector';

/** An answer in its parts; names of headers in lower case. */
interface Parts {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

let collector: RunningCollector;
beforeAll(async () => {
  collector = await runCollector();
  const body = JSON.stringify({ cluster: 'a/b', claimRef: 'c', statusMessage: 'x' });
  await collector.ask('POST', '/api/v1/status', body);
});
afterAll(async () => {
  await collector.close();
});

/** A request as it is, because clients clean paths. */
async function ask(method: string, target: string, ...more: string[]): Promise<Parts> {
  const lines = [`${method} ${target} HTTP/1.1`, 'Host: x', 'Connection: close', ...more, '', ''];
  const answer = await collector.raw(lines.join('\r\n'));
  const end = answer.indexOf('\r\n\r\n');
  const [first = '', ...headers] = answer.slice(0, end).split('\r\n');
  return {
    status: Number(first.split(' ')[1]),
    headers: new Map(
      headers.map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 2),
      ]),
    ),
    body: answer.slice(end + 4),
  };
}

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

// Where they are sent to is what a server of Go 1.26 with the original's routes answered.
describe('a path that is not clean is sent to the clean one', () => {
  it.each([
    ['//healthz', '/healthz'],
    ['///healthz', '/healthz'],
    ['/./healthz', '/healthz'],
    ['/../healthz', '/healthz'],
    ['/a/../healthz', '/healthz'],
    ['/a//b/../../healthz', '/healthz'],
    ['/a/./../healthz?x', '/healthz?x'],
    ['//healthz?a=b&c=%2F', '/healthz?a=b&c=%2F'],
    ['//healthz?', '/healthz?'],
    ['//', '/'],
    ['/..', '/'],
    ['/a/..', '/'],
    ['/api/v1/status//', '/api/v1/status/'],
    ['/api/v1/status//a', '/api/v1/status/a'],
    ['/api/v1/status/a/.', '/api/v1/status/a'],
    ['/api/v1/status/a/..', '/api/v1/status'],
    ['//api/v1/status', '/api/v1/status'],
    ['//api/v1/status/a%2Fb', '/api/v1/status/a%252Fb'],
    ['//%2e%2e/healthz', '/%252e%252e/healthz'],
    [`//<b>&"'`, '/%253Cb%253E&%2522%2527'],
    ['http://x//healthz', '/healthz'],
    ['http://x', '/'],
    ['http://x?a', '/?a'],
  ])('%s: %s', async (target, location) => {
    const escaped = location.replaceAll('&', '&amp;');
    const get = await ask('GET', target);
    expect(get).toMatchObject({ status: 307, body: `<a href="${escaped}">Temporary Redirect</a>.\n\n` });
    expect(get.headers.get('location')).toBe(location);
    expect(get.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(get.headers.get('x-request-id')).toMatch(ID);
    const head = await ask('HEAD', target);
    expect(head).toMatchObject({ status: 307, body: '' });
    expect(head.headers.get('location')).toBe(location);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const other = await ask(method, target);
      expect(other).toMatchObject({ status: 307, body: '' });
      expect(other.headers.get('location')).toBe(location);
      expect(other.headers.has('content-type')).toBe(false);
    }
  });

  it('and a report that follows it with its method and body is taken', async () => {
    const body = JSON.stringify({ cluster: 'moved', claimRef: 'c', statusMessage: 'x' });
    const reply = await fetch(`http://127.0.0.1:${collector.port}//api/v1/status`, { method: 'POST', body });
    expect([reply.status, reply.redirected]).toEqual([201, true]);
    await collector.ask('DELETE', '/api/v1/status/moved');
  });
});

describe('paths as they are', () => {
  it.each([
    ['/%68ealthz', 200, '{"status":"ok"}\n'],
    ['/healthz?', 200, '{"status":"ok"}\n'],
    ['/healthz?a=%zz', 200, '{"status":"ok"}\n'],
    ['/healthz/', 404, '404 page not found\n'],
    ['/healthz%2F', 404, '404 page not found\n'],
    ['/healthz#f', 404, '404 page not found\n'],
    ['/HEALTHZ', 404, '404 page not found\n'],
    ['/version/', 404, '404 page not found\n'],
    ['/api/v1/status/', 404, '404 page not found\n'],
    ['/api/v1/status/...', 200, '[]\n'],
    ['/api/v1/status/a%2Fb/', 404, '404 page not found\n'],
    ['/api/v1/status/none', 200, '[]\n'],
    ['/api/v1/status/a%20b', 200, '[]\n'],
    ['/api/v1/status/a+b', 200, '[]\n'],
    ['/api/v1/status/%00', 200, '[]\n'],
    ['/api/v1/status/%FF', 200, '[]\n'],
    ['/api/v1/status/%E2%82', 200, '[]\n'],
    ['/api/v1/status/..%2F', 200, '[]\n'],
    ['/api/v1/status/%2E%2E', 200, '[]\n'],
    ['/api/v1/status/...', 200, '[]\n'],
    ['/api/v1/status/a?b?c', 200, '[]\n'],
    [`/api/v1/status/${'x'.repeat(9_000)}`, 200, '[]\n'],
    ['http://x/healthz', 200, '{"status":"ok"}\n'],
    ['https://y:80/healthz?x=1', 200, '{"status":"ok"}\n'],
    ['*', 400, ''],
  ])('GET %s: %i', async (target, status, body) => {
    expect(await ask('GET', target)).toMatchObject({ status, body });
    expect(await ask('HEAD', target)).toMatchObject({ status, body: '' });
  });

  it.each(['/api/v1/status/a%2Fb', '/api/v1/status/a%2fb', '/api/v1/status/%61%2F%62'])(
    '%s finds the cluster',
    async (target) => {
      const { body, headers } = await ask('GET', target);
      expect(body).toMatch(
        /^\[\{"cluster":"a\/b","claimRef":"c","statusMessage":"x","receivedAt":"[^"]+"\}\]\n$/,
      );
      expect((await ask('HEAD', target)).headers.get('content-length')).toBe(headers.get('content-length'));
    },
  );

  it.each(['/healthz%', '/healthz%2', '/healthz%zz', '/api/v1/status/%2G', '//a%zz'])(
    '%s is a bad request',
    async (target) => {
      const { status, headers, body } = await ask('GET', target);
      expect({ status, body }).toEqual({ status: 400, body: '400 Bad Request' });
      expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(headers.has('x-request-id')).toBe(false);
    },
  );
});

describe('methods', () => {
  const refused = METHODS.filter((method) => !['GET', 'HEAD', 'POST', 'CONNECT'].includes(method));

  it.each([
    ['/api/v1/status', 'GET, HEAD, POST', refused],
    ['/healthz', 'GET, HEAD', ['POST', ...refused]],
    ['/version', 'GET, HEAD', ['POST', ...refused]],
    [
      '/api/v1/status/alpha',
      'DELETE, GET, HEAD',
      ['POST', ...refused.filter((method) => method !== 'DELETE')],
    ],
  ])('that %s does not know are refused, and it says which it knows', async (target, allow, methods) => {
    for (const method of methods) {
      const { status, headers, body } = await ask(method, target);
      expect({ method, status, body, allow: headers.get('allow') }).toEqual({
        method,
        status: 405,
        body: 'Method Not Allowed\n',
        allow,
      });
      expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-request-id')).toMatch(ID);
    }
  });

  it('of what is not there are not found', async () => {
    for (const method of ['POST', 'DELETE', 'OPTIONS', 'TRACE']) {
      for (const target of ['/nope', '/', '/api/v1/status/']) {
        expect(await ask(method, target)).toMatchObject({ status: 404, body: '404 page not found\n' });
      }
    }
  });

  it('OPTIONS of everything is answered, a tunnel is refused', async () => {
    expect(await ask('OPTIONS', '*')).toMatchObject({ status: 200, body: '' });
    expect(await ask('CONNECT', 'x:443')).toMatchObject({ status: 405 });
  });
});

describe('requests', () => {
  const report = '{"cluster":"h","claimRef":"c","statusMessage":"x"}';

  it.each([
    ['no type', []],
    ['a type of forms', ['Content-Type: application/x-www-form-urlencoded']],
    ['a type of another character set', ['CONTENT-TYPE: application/json; charset=utf-16']],
    ['a type that is none', ['content-type: ;;;']],
    ['an empty type', ['Content-Type: ']],
    ['another wish', ['ACCEPT: text/xml']],
    ['an encoding that is not used', ['Content-Encoding: gzip']],
    ['an upgrade that nobody offers', ['Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__']],
    ['an id that is none', ['X-REQUEST-ID: nope']],
  ])('with %s are taken', async (_what, headers) => {
    const answer = await ask(
      'POST',
      '/api/v1/status',
      ...headers,
      `cOnTeNt-LeNgTh: ${report.length}\r\n\r\n${report}`,
    );
    expect(answer).toMatchObject({ status: 201, body: '{"status":"created"}\n' });
    expect(answer.headers.get('x-request-id')).toMatch(ID);
    await collector.ask('DELETE', '/api/v1/status/h');
  });

  it.each([
    ['garbage', '\u0016\u0003\u0001\r\n\r\n', 400],
    ['a name with a space', 'GET /healthz HTTP/1.1\r\nHost: x\r\nX A: b\r\n\r\n', 400],
    [
      'two lengths',
      'POST /api/v1/status HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
    ],
    [
      'a length and pieces',
      'POST /api/v1/status HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    ['a length below zero', 'POST /api/v1/status HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 400],
    [
      'a piece without a length',
      'POST /api/v1/status HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      400,
    ],
    ['headers too long', `GET /healthz HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ])('of %s are refused in words, and end the connection', async (_what, text, status) => {
    const answer = await collector.raw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^]*\\r\\n\\r\\n${status} [A-Z]`));
    expect(answer).toContain('\r\nConnection: close\r\n');
    expect(answer).not.toContain('{');
  });

  it('one after the other on a connection are answered in order', async () => {
    const answer = await collector.raw(
      'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /version HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/\{"status":"ok"\}[^]*\{"commit":"abc","version":"1\.2\.3"\}\n$/);
  });
});

// What Go's server answers, and Node's does not by itself.
describe('a request of which nobody can say for whom it is', () => {
  it.each([
    ['no host', '', '400 Bad Request: missing required Host header'],
    ['two hosts', 'Host: a\r\nhost: b\r\n', '400 Bad Request'],
    ['a host with a space', 'Host: a b\r\n', '400 Bad Request: malformed Host header'],
    ['a host with a path', 'Host: a/b\r\n', '400 Bad Request: malformed Host header'],
  ])('%s: is refused', async (_what, hosts, words) => {
    const answer = await collector.raw(`GET /healthz HTTP/1.1\r\n${hosts}\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${words}\r\n`));
    expect(answer.endsWith(`\r\n\r\n${words}`)).toBe(true);
  });

  it('an empty host and one of HTTP/1.0 without any are none of these', async () => {
    expect(await collector.raw('GET /healthz HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n')).toContain(
      '"ok"',
    );
    expect(await collector.raw('GET /healthz HTTP/1.0\r\n\r\n')).toContain('"ok"');
  });

  it('another version of HTTP is refused', async () => {
    expect(await collector.raw('GET /healthz HTTP/2.0\r\nHost: a\r\n\r\n')).toMatch(
      /^HTTP\/1.1 505 HTTP Version Not Supported/,
    );
  });
});

describe('who asks before sending a body', () => {
  const ask100 = (target: string, length: number): Promise<string> =>
    collector.raw(
      `POST ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\nExpect: 100-continue\r\n\r\n{}`,
    );

  it('is told to where it will be read, and not where it is refused', async () => {
    expect(await ask100('/api/v1/status', 2)).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 400 /);
    expect(await ask100('/api/v1/status', 2 ** 25)).toMatch(/^HTTP\/1.1 413 /);
    expect(await ask100('/nope', 2)).toMatch(/^HTTP\/1.1 404 /);
    expect(await ask100('/healthz', 2)).toMatch(/^HTTP\/1.1 405 /);
  });
});
