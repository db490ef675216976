import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BearerToken } from '../../../../collector/informer/send/bearer-token';
import { collectorAddress } from '../../../../collector/informer/send/collector-address';
import { HttpPoster } from '../../../../collector/informer/send/http-poster';
import { retryAfter } from '../../../../collector/informer/send/poster';
import { temporaryFolder } from '../../../fixtures/git/git';
import { originalCollector, type OriginalCollector } from '../../../fixtures/informer/original-collector';

const folder = temporaryFolder();
const tokenPath = join(folder.path, 'token');
let collector: OriginalCollector;
let now = 0;
const problems: unknown[] = [];
const posters: HttpPoster[] = [];

beforeEach(async () => {
  collector = await originalCollector();
  now = 0;
  problems.length = 0;
  rmSync(tokenPath, { force: true });
});
afterEach(async () => {
  for (const poster of posters.splice(0)) poster.close();
  await collector.close();
});
afterAll(() => {
  folder.remove();
});

function posterTo(url: string, more: { token?: boolean; exchangeTime?: number } = {}): HttpPoster {
  const path = more.token === true ? tokenPath : undefined;
  const token = new BearerToken(
    path,
    () => now,
    (error) => problems.push(error),
  );
  const { exchangeTime } = more;
  const poster = new HttpPoster({ address: collectorAddress(url), token, now: () => now, exchangeTime });
  posters.push(poster);
  return poster;
}
const tokens = (): unknown[] => collector.received.map(({ headers }) => headers.authorization);

describe('posting to a collector', () => {
  it.each(['', '/', '///', '/behind/a/proxy', '/behind/a/proxy/'])(
    'takes %j at the end of its URL',
    async (end) => {
      await posterTo(collector.url + end).post('/api/v1/status', '{}');
      expect(collector.received[0]?.path).toBe(`${end.replace(/\/+$/, '')}/api/v1/status`);
    },
  );

  it.each(['ftp://x', 'x', 'http://user:pass@x', 'http://x/?token=1'])(
    'refuses %s, without repeating it',
    (url) => {
      expect(() => collectorAddress(url)).toThrow(/^COLLECTOR_URL must (?!.*(pass@|token=1))/);
    },
  );

  it('keeps its connection', async () => {
    const ports = new Set<unknown>();
    collector.instead = (_got, response) => {
      ports.add(response.socket?.remotePort);
      return false;
    };
    const poster = posterTo(collector.url);
    for (let index = 0; index < 5; index++) await poster.post('/api/v1/status', '{}');
    expect(ports.size).toBe(1);
  });

  it('sends again at once where a kept connection was closed meanwhile', async () => {
    const poster = posterTo(collector.url);
    await poster.post('/api/v1/status', '1');
    let isFirst = true;
    collector.instead = (_got, response) => {
      if (!isFirst) return false;
      isFirst = false;
      response.socket?.destroy();
      return true;
    };
    expect((await poster.post('/api/v1/status', '2')).status).toBe(201);
  });

  it('reads its token again as it rotates, at once where it is refused', async () => {
    writeFileSync(tokenPath, 'first\n');
    const poster = posterTo(collector.url, { token: true });
    await poster.post('/api/v1/status', '{}');
    writeFileSync(tokenPath, 'second\n');
    await poster.post('/api/v1/status', '{}');
    now = 31_000;
    await poster.post('/api/v1/status', '{}');
    writeFileSync(tokenPath, 'third\n');
    collector.instead = ({ headers }, response) => {
      if (headers.authorization === 'Bearer third') return false;
      response.writeHead(401).end();
      return true;
    };
    expect((await poster.post('/api/v1/status', '{}')).status).toBe(201);
    expect(tokens()).toEqual(
      ['first', 'first', 'second', 'second', 'third'].map((token) => `Bearer ${token}`),
    );
    rmSync(tokenPath);
    now = 90_000;
    expect((await poster.post('/api/v1/status', '{}')).status).toBe(201);
    expect(problems).toHaveLength(1);
  });

  it.each([301, 302, 307, 308])('follows %d as the POST that it was', async (status) => {
    collector.instead = ({ path }, response) => {
      if (path !== '/old/api/v1/status') return false;
      response.writeHead(status, { Location: '/api/v1/status' }).end();
      return true;
    };
    const poster = posterTo(`${collector.url}/old`);
    expect((await poster.post('/api/v1/status', '{"a":1}')).status).toBe(201);
    expect(collector.received.at(-1)).toMatchObject({
      method: 'POST',
      path: '/api/v1/status',
      body: '{"a":1}',
    });
    await poster.post('/api/v1/status', '{}');
    expect(collector.received).toHaveLength(3);
  });

  it('follows no redirect to another host, whose the token is not', async () => {
    const other = await originalCollector();
    writeFileSync(tokenPath, 'secret');
    collector.instead = (_got, response) => {
      response.writeHead(307, { Location: `http://localhost:${other.port}/api/v1/status` }).end();
      return true;
    };
    expect((await posterTo(collector.url, { token: true }).post('/api/v1/status', '{}')).status).toBe(307);
    expect(other.received).toEqual([]);
    await other.close();
  });

  it('gives up a collector that never answers, and one that answers without end', async () => {
    collector.instead = () => true;
    const silent = posterTo(collector.url, { exchangeTime: 50 });
    await expect(silent.post('/api/v1/status', '{}')).rejects.toMatchObject({
      code: 'collector-unreachable',
    });
    collector.instead = (_got, response) => {
      response.writeHead(200).end('x'.repeat(3 * 2 ** 20));
      return true;
    };
    await expect(posterTo(collector.url).post('/api/v1/status', '{}')).rejects.toThrow(/too long/);
  });

  it('says that nobody listens', async () => {
    const { url } = collector;
    await collector.close();
    await expect(posterTo(url).post('/api/v1/status', '{}')).rejects.toMatchObject({
      code: 'collector-unreachable',
      data: { isRefused: true },
    });
    collector = await originalCollector();
  });
});

it.each([
  ['7', 7_000],
  ['Thu, 01 Jan 1970 00:00:30 GMT', 30_000],
  ['999999', 300_000],
  ['soon', undefined],
  [undefined, undefined],
])('Retry-After %j is %p milliseconds', (header, milliseconds) => {
  expect(retryAfter(header, 0)).toBe(milliseconds);
});
