import { connect, type Socket } from 'node:net';
import { STORE_RULES } from '../../../collector/store/decide/store-rules';
import {
  type CollectorOptions,
  runCollector,
  type RunningCollector,
} from '../../fixtures/collector/collector';
import { storeInThread } from '../../fixtures/collector/store-in-thread';
import { temporaryFolder } from '../../fixtures/git/git';

const KIND = { apiVersion: 'acme.io/v1', kind: 'Database' };
const MB = 2 ** 20;
const report = (more: object = {}): string =>
  JSON.stringify({ cluster: 'a', claimRef: 'x/y', statusMessage: 'm', ...more });
const typed = (more: object = {}) => ({ ...KIND, claimRef: 'shop/one', statusMessage: 'm', ...more });

let collector: RunningCollector;
let sockets: Socket[];
beforeEach(() => {
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await collector.close();
});

const start = async (options?: CollectorOptions): Promise<void> => {
  collector = await runCollector(options);
};
const post = (body: string | Buffer, path = '/api/v1/status', headers?: Record<string, string>) =>
  collector.ask('POST', path, body, headers);
const batch = (body: object | string) =>
  post(typeof body === 'string' ? body : JSON.stringify(body), '/api/v1/status:batch');
const list = async (path = ''): Promise<Record<string, unknown>[]> =>
  JSON.parse((await collector.ask('GET', `/api/v1/status${path}`)).text) as Record<string, unknown>[];

/** What was acknowledged is there, health says so, and the next report is taken. */
async function goesOn(): Promise<void> {
  for (const [path, status] of [
    ['/healthz', 'ok'],
    ['/readyz', 'ready'],
  ] as const) {
    expect(await collector.ask('GET', path)).toMatchObject({ status: 200, text: `{"status":"${status}"}\n` });
  }
  expect((await post(report({ claimRef: 'last/one' }))).status).toBe(201);
  expect((await list('/a')).map(({ claimRef }) => claimRef)).toContain('last/one');
}

/** A connection on which bytes are sent, with what came back; until the other side ends it. */
async function open(text: string): Promise<{ socket: Socket; answer: () => string; ended: Promise<string> }> {
  const socket = connect(collector.port, '127.0.0.1');
  sockets.push(socket);
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk) => (answer += String(chunk)));
  const ended = new Promise<string>((resolve) =>
    socket.once('close', () => {
      resolve(answer);
    }),
  );
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  socket.write(text);
  return { socket, answer: () => answer, ended };
}

async function until(isTrue: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const head = (path: string, ...headers: string[]): string =>
  [`POST ${path} HTTP/1.1`, 'Host: x', ...headers, '', ''].join('\r\n');

describe('a body that is too long', () => {
  it.each([
    ['/api/v1/status', MB],
    ['/api/v1/sessions', MB],
    ['/api/v1/status:batch', 16 * MB],
  ])('is refused by %s with words, as told by its length and as it comes in pieces', async (path, limit) => {
    await start();
    const long = 'x'.repeat(limit + 1);
    const told = await post(long, path);
    expect(told).toMatchObject({ status: 413, text: '{"error":"request body too large"}\n' });
    const { socket, ended } = await open(head(path, 'Transfer-Encoding: chunked', 'Connection: close'));
    const piece = 'x'.repeat(MB);
    for (let sent = 0; sent <= limit; sent += MB) socket.write(`${MB.toString(16)}\r\n${piece}\r\n`);
    socket.write('0\r\n\r\n');
    expect(await ended).toMatch(/^HTTP\/1\.1 413 /);
    await goesOn();
  });

  it('of 30 MB that never ends is refused at the limit, and cut off', async () => {
    await start({ limits: { headers: 500, request: 500 } });
    const { socket, answer, ended } = await open(head('/api/v1/status', 'Transfer-Encoding: chunked'));
    const piece = 'x'.repeat(MB);
    for (let sent = 0; sent < 30; sent++) socket.write(`${MB.toString(16)}\r\n${piece}\r\n`);
    await until(() => answer().startsWith('HTTP/1.1 413 '));
    await ended;
    await goesOn();
  });

  it('is one of many: above a limit of all of them the next is told to come again', async () => {
    await start({ limits: { bodies: 3 * MB } });
    const body = 'x'.repeat(MB - 100);
    const slow = await Promise.all(
      [1, 2, 3].map(() => open(`${head('/api/v1/status', `Content-Length: ${MB}`)}${body}`)),
    );
    // The server has read what the sockets do not hold any more, up to what the system holds.
    await until(() => slow.every(({ socket }) => socket.writableLength === 0));
    // Each of these takes the server a turn, in which it reads what has come: a body that it reads later could itself be the one too many.
    for (let turn = 0; turn < 100; turn++) await collector.ask('GET', '/healthz');
    let refusal = await post(report({ statusMessage: 'y'.repeat(MB / 2) }));
    for (let more = 0; refusal.status !== 503 && more < 500; more++) {
      refusal = await post(report({ statusMessage: 'y'.repeat(MB / 2) }));
    }
    expect(refusal).toMatchObject({ status: 503, text: '{"error":"too many requests at once"}\n' });
    expect(refusal.headers.get('retry-after')).toBe('1');
    for (const { socket } of slow) socket.destroy();
    await until(() => slow.every(({ socket }) => socket.closed));
    let taken = await post(report());
    for (let more = 0; taken.status !== 201 && more < 500; more++) taken = await post(report());
    expect(taken.status).toBe(201);
    await goesOn();
  });
});

describe('slow clients', () => {
  it('are cut off with words wherever they drip, the others are served meanwhile', async () => {
    await start({ limits: { headers: 200, request: 400 } });
    const slow = await Promise.all(
      [
        'POST /api/v1/status HTTP/1.1\r\nHost: x\r\nX: ',
        `${head('/api/v1/status', 'Content-Length: 100')}{"cluster":`,
        `${head('/api/v1/status', 'Transfer-Encoding: chunked')}5\r\n{"clu`,
        `${head('/api/v1/status:batch', 'Content-Length: 100')}{"cluster":`,
        `${head('/api/v1/sessions', 'Content-Length: 100')}{`,
      ].map(open),
    );
    expect((await post(report())).status).toBe(201);
    for (const { ended } of slow) expect(await ended).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    await goesOn();
  });

  it('that go away in the middle leave nothing', async () => {
    await start();
    for (const path of ['/api/v1/status', '/api/v1/status:batch', '/api/v1/sessions']) {
      const { socket, ended } = await open(`${head(path, 'Content-Length: 1000')}${report()}`);
      socket.destroy();
      await ended;
    }
    expect(await list()).toEqual([]);
    await goesOn();
    expect(collector.log.join('')).not.toContain('"level":"error"');
  });
});

it('connections too many are told so, and whoever watches is answered', async () => {
  await start({ limits: { connections: 3 } });
  const held = [await open(''), await open(''), await open('')];
  const request = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
  const refusal = await collector.raw(request('/api/v1/status'));
  expect(refusal).toMatch(
    /^HTTP\/1\.1 503 [^]*\r\nRetry-After: 1\r\n[^]*\{"error":"too many requests at once"\}\n$/,
  );
  expect(refusal).toMatch(/X-Request-Id: /);
  expect(await collector.raw(request('/healthz'))).toMatch(/^HTTP\/1\.1 200 /);
  expect(await collector.raw(request('/readyz'))).toMatch(/^HTTP\/1\.1 200 /);
  expect(await collector.raw(request('/metrics'))).toContain('route="none",status="503"');
  held[0]!.socket.destroy();
  await held[0]!.ended;
  let answer = '';
  for (let more = 0; !answer.startsWith('HTTP/1.1 200') && more < 500; more++) {
    answer = await collector.raw(request('/api/v1/status'));
  }
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

describe('who has no token', () => {
  const judges = [(token: string) => (token === 'mine' ? ['a'] : token === 'theirs' ? ['b'] : [])];
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  it.each([
    ['POST', '/api/v1/status', report()],
    ['POST', '/api/v1/status:batch', JSON.stringify({ cluster: 'a', reports: [typed()] })],
    ['POST', '/api/v1/sessions', JSON.stringify({ cluster: 'a', informer: 'i', kinds: [KIND] })],
    [
      'POST',
      '/api/v1/sessions/1/digest',
      JSON.stringify({ cluster: 'a', ...KIND, buckets: Array(256).fill('') }),
    ],
    ['DELETE', '/api/v1/status/a', undefined],
    ['DELETE', '/api/v1/status/a/x%2Fy', undefined],
  ])('is refused by %s %s, and so is who has one of another cluster', async (method, path, body) => {
    await start({ judges });
    for (const headers of [
      {},
      bearer('wrong'),
      bearer(''),
      { authorization: 'mine' },
      { authorization: 'Basic mine' },
    ]) {
      const refusal = await collector.ask(method, path, body, headers);
      expect(refusal.status).toBe(401);
      expect(JSON.parse(refusal.text)).toMatchObject({ code: 'reporter-unknown' });
    }
    const other = await collector.ask(method, path, body, bearer('theirs'));
    expect(other).toMatchObject({ status: 403 });
    expect(other.text).not.toContain('theirs');
    const own = await collector.ask(method, path, body, bearer('mine'));
    expect([401, 403]).not.toContain(own.status);
  });

  it('is refused before a body is read', async () => {
    await start({ judges });
    const { answer } = await open(head('/api/v1/status:batch', `Content-Length: ${16 * MB}`));
    await until(() => answer().startsWith('HTTP/1.1 401 '));
    const early = await post('{not json', '/api/v1/status');
    expect(early.status).toBe(401);
  });

  it('learns nothing of what is there', async () => {
    await start({ judges });
    await post(report(), '/api/v1/status', bearer('mine'));
    for (const path of [
      '/api/v1/status',
      '/api/v1/status/a',
      '/api/v1/history/a/x%2Fy',
      '/api/v1/history/a/none',
    ]) {
      expect((await collector.ask('GET', path)).status).toBe(401);
    }
  });
});

describe('names', () => {
  it.each([
    ['__proto__'],
    ['constructor'],
    ['toString'],
    ['../../etc/passwd'],
    ['..'],
    ['\0'],
    ['a\u0001\u001b[31m\n\r\tb'],
    ['"},{"cluster":"b'],
    ["'; DROP TABLE statuses; --"],
    ['\u202e\u2066'],
    ['a\ufeffb'],
    ['\u{1f600}'],
    ['%2F%00'],
    [' '],
    ['x'.repeat(1024)],
  ])('%j is one as any other, also after a restart', async (name) => {
    const folder = temporaryFolder();
    const options = { folder: folder.path, rules: STORE_RULES };
    await start({ store: storeInThread(options) });
    const more = name.length > 253 ? {} : { ...KIND, namespace: name, name };
    for (const body of [report({ cluster: name, claimRef: name }), report({ cluster: name, ...more })]) {
      expect((await post(body)).status).toBe(201);
    }
    // As it is: a client's library would take dots for a path.
    const ask = async (method: string): Promise<string> => {
      const path = `/api/v1/status/${encodeURIComponent(name).replaceAll('.', '%2E')}`;
      const answer = await collector.raw(
        `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      );
      return answer.slice(answer.indexOf('\r\n\r\n') + 4);
    };
    const before = await ask('GET');
    const clusters = (JSON.parse(before) as Record<string, unknown>[]).map(({ cluster }) => cluster);
    expect(clusters).toEqual([name, name]);
    await collector.close();
    await start({ store: storeInThread(options) });
    expect(await ask('GET')).toEqual(before);
    expect(await ask('DELETE')).toBe('{"status":"deleted"}\n');
    expect(await list()).toEqual([]);
    expect(collector.log.join('')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e\u2066]/);
    folder.remove();
  });

  it.each([
    ['cluster', report({ cluster: 'x'.repeat(1025) })],
    ['claimRef', report({ claimRef: 'x'.repeat(1025) })],
    ['cluster', report({ cluster: 'x'.repeat(20_000), more: '\\' })],
  ])('of a %s that no object has are refused, and not repeated', async (field, body) => {
    await start();
    const refusal = await post(body);
    expect(refusal).toMatchObject({ status: 422 });
    expect(JSON.parse(refusal.text)).toEqual({
      error: `${field} is longer than 1024 characters`,
      code: 'report-invalid',
    });
    await goesOn();
  });

  it('of 10 MB are too long for a body, in a batch for a name', async () => {
    await start();
    const long = 'x'.repeat(10 * MB);
    expect((await post(report({ cluster: long }))).status).toBe(413);
    const longer = 'x'.repeat(2_000);
    for (const body of [
      { cluster: long, reports: [] },
      { cluster: longer, reports: [] },
      { cluster: 'a', reports: [typed({ claimRef: longer })] },
      { cluster: 'a', reports: [typed({ name: longer })] },
      { cluster: 'a', reports: [typed({ uid: longer })] },
      { cluster: 'a', reports: [typed({ cause: { kind: longer, name: 'x' } })] },
      {
        cluster: 'a',
        reports: [typed({ observedAt: `2026-01-01T00:00:00.${longer.replaceAll('x', '0')}Z` })],
      },
    ]) {
      const refusal = await batch(body);
      expect(refusal.status).toBe(422);
      expect(refusal.text.length).toBeLessThan(1_000);
    }
    expect(await list()).toEqual([]);
    await goesOn();
  });

  it('with halves of characters are the same before and after a restart', async () => {
    const folder = temporaryFolder();
    const options = { folder: folder.path, rules: STORE_RULES };
    await start({ store: storeInThread(options) });
    const half = {
      claimRef: 's/\ud800',
      uid: '\udfff',
      namespace: '\ud800x',
      name: '\udc00',
      statusMessage: '\ud83d',
    };
    for (const cluster of ['\ud800', '\ud801']) {
      expect(
        (await batch({ cluster, reports: [typed({ ...half, ready: { status: 'True', reason: '\ud800' } })] }))
          .status,
      ).toBe(201);
      expect((await post(JSON.stringify({ cluster, ...typed(half) }))).status).toBe(201);
    }
    const before = (await collector.ask('GET', '/api/v1/status')).text;
    expect(JSON.parse(before)).toMatchObject([
      { cluster: '\ufffd', uid: '\ufffd', name: '\ufffd', namespace: '\ufffdx' },
    ]);
    await collector.close();
    await start({ store: storeInThread(options) });
    expect((await collector.ask('GET', '/api/v1/status')).text).toBe(before);
    folder.remove();
  });
});

describe('bytes and brackets', () => {
  const broken = Buffer.concat([
    Buffer.from('{"cluster":"a'),
    Buffer.from([0xff, 0xc0, 0xaf, 0xed, 0xa0, 0x80]),
    Buffer.from('","reports":[]}'),
  ]);

  it('that are no UTF-8 are U+FFFD, byte by byte', async () => {
    await start();
    expect((await post(broken, '/api/v1/status:batch')).status).toBe(201);
    const body = Buffer.from(report()).toString('latin1').replace('"m"', '"\xe2\x82\xff"');
    expect((await post(Buffer.from(body, 'latin1'))).status).toBe(201);
    expect(await list()).toMatchObject([{ statusMessage: '\ufffd\ufffd\ufffd' }]);
  });

  it.each([
    ['/api/v1/status', 400],
    ['/api/v1/status:batch', 422],
    ['/api/v1/sessions', 422],
  ])('10,000 deep, and much deeper, are refused by %s in words', async (path, status) => {
    await start();
    for (const depth of [10_000, 200_000]) {
      for (const [left, right] of [
        ['[', ']'],
        ['{"a":', '}'],
      ] as const) {
        const refusal = await post(`{"x":${left.repeat(depth)}1${right.repeat(depth)}}`, path);
        expect([413, status]).toContain(refusal.status);
        expect(refusal.text.length).toBeLessThan(2_000);
      }
    }
    await goesOn();
  });

  it.each([
    [
      '100,000 reports',
      JSON.stringify({ cluster: 'a', reports: Array(100_000).fill(typed()) }).slice(0, 16 * MB),
    ],
    ['100,000 things that are none', `{"cluster":"a","reports":[${'{},'.repeat(100_000)}{}]}`],
    ['millions of lists', `{"cluster":"a","reports":[${'[],'.repeat(5_000_000)}[]]}`],
    ['a million levels', `{"cluster":"a","reports":${'['.repeat(7_000_000)}${']'.repeat(7_000_000)}}`],
    ['10,001 reports', JSON.stringify({ cluster: 'a', reports: Array(10_001).fill(typed()) })],
    [
      'a chain of 33',
      JSON.stringify({
        cluster: 'a',
        reports: [typed({ cause: { ...KIND, name: 'n', chain: Array(33).fill({ kind: 'K', name: 'n' }) } })],
      }),
    ],
    [
      '101 complete kinds',
      JSON.stringify({
        cluster: 'a',
        reports: [],
        complete: Array(101).fill({ ...KIND, buckets: [], sequence: 1 }),
      }),
    ],
    [
      'a bucket too many',
      JSON.stringify({ cluster: 'a', reports: [], complete: [{ ...KIND, buckets: [256], sequence: 1 }] }),
    ],
  ])('%s in a batch are refused as a whole, in few words', async (_what, body) => {
    await start();
    const refusal = await batch(body);
    expect(refusal.status).toBe(422);
    expect(JSON.parse(refusal.text)).toMatchObject({ code: 'report-invalid' });
    expect(refusal.text.length).toBeLessThan(6_000);
    expect(await list()).toEqual([]);
    await goesOn();
  });
});

it('claims and clusters too many are refused with 507; those that are known go on', async () => {
  const folder = temporaryFolder();
  const rules = { ...STORE_RULES, claimsPerCluster: 2, clusters: 2 };
  await start({ store: storeInThread({ folder: folder.path, rules }) });
  const codes: number[] = [];
  for (const claimRef of ['x/1', 'x/2', 'x/3', 'x/1']) codes.push((await post(report({ claimRef }))).status);
  expect(codes).toEqual([201, 201, 507, 201]);
  expect((await batch({ cluster: 'a', reports: [typed(), typed({ claimRef: 'x/2' })] })).status).toBe(507);
  expect((await post(report({ cluster: 'b' }))).status).toBe(201);
  for (const path of ['/api/v1/status', '/api/v1/status:batch', '/api/v1/sessions']) {
    const body = {
      ...JSON.parse(report({ cluster: 'c' })),
      reports: [],
      informer: 'i',
      kinds: [KIND],
    } as object;
    const refusal = await post(JSON.stringify(body), path);
    expect(refusal).toMatchObject({ status: 507 });
    expect(JSON.parse(refusal.text)).toMatchObject({ code: 'store-full' });
  }
  expect((await list()).map(({ claimRef }) => claimRef)).toEqual(['x/1', 'x/2', 'x/y']);
  // The store has room: it is these senders that have none.
  expect((await collector.ask('GET', '/readyz')).status).toBe(200);
  folder.remove();
});
