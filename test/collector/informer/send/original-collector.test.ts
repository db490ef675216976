import { DATABASE, claimOf, gone, listed, present, waitingClaim } from '../../../fixtures/informer/claims';
import { originalCollector, type OriginalCollector } from '../../../fixtures/informer/original-collector';
import { SenderWorld } from '../../../fixtures/informer/sender-world';

let collector: OriginalCollector;
let world: SenderWorld;

beforeEach(async () => {
  collector = await originalCollector();
  world = new SenderWorld(`${collector.url}/`);
});
afterEach(async () => {
  await world.close();
  await collector.close();
});

const statuses = (): string[] =>
  collector.received.filter(({ path }) => path === '/api/v1/status').map(({ body }) => body);

describe('a sender and the original collector', () => {
  it('sends single reports in the original’s bytes, and nothing else after one question', async () => {
    const cluster = { ...DATABASE, kind: 'Zone', namespaced: false };
    world.sender.seen(present(claimOf('a'), 1));
    world.sender.seen(present(waitingClaim('b'), 1));
    world.sender.seen(present(claimOf('zone', {}, cluster), 1, cluster));
    world.sender.seen(listed([claimOf('a'), waitingClaim('b')], 2));
    await world.quiet();
    expect(statuses()).toEqual([
      '{"cluster":"prod","claimRef":"shop/a","statusMessage":"Ready=True"}',
      '{"cluster":"prod","claimRef":"shop/b","statusMessage":"waiting for composite"}',
      '{"cluster":"prod","claimRef":"/zone","statusMessage":"Ready=True"}',
    ]);
    const others = collector.received.filter(({ path }) => path !== '/api/v1/status');
    expect(others.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
      { method: 'GET', path: '/api/v1/sessions', body: '' },
    ]);
    expect(collector.received.at(-1)?.headers['content-type']).toBe('application/json');
  });

  it.each([
    ['200', 200, {}],
    ['201', 201, {}],
    ['405 without a method', 405, {}],
    ['405 for another method', 405, { Allow: 'PUT, DELETE' }],
    ['400', 400, {}],
  ])(
    'takes who answers everything with %s for the original, and posts reports alone',
    async (_, status, headers) => {
      collector.instead = ({ path }, response) => {
        if (path === '/api/v1/status' && status >= 400) return false;
        response.writeHead(status, headers).end('{"epoch":1}\n');
        return true;
      };
      for (const name of ['a', 'b']) world.sender.seen(present(claimOf(name), 1));
      await world.quiet();
      expect(world.sender.state).toBe('original');
      expect(statuses()).toHaveLength(2);
      const posts = collector.received.filter(({ method }) => method === 'POST');
      expect(new Set(posts.map(({ path }) => path))).toEqual(new Set(['/api/v1/status']));
    },
  );

  it('sends no tombstone, no cause and nothing twice', async () => {
    const claim = waitingClaim('a');
    world.sender.seen(present(claim, 1));
    await world.quiet();
    world.sender.cause(DATABASE, claim, { kind: 'Bucket', name: 'b', message: 'denied' });
    world.sender.seen(present({ ...claim, generation: 5 }, 2));
    await world.quiet();
    world.sender.seen(gone(claim, 3));
    await world.quiet();
    expect(statuses()).toHaveLength(1);
    await world.clock.advance(300_000);
    expect(statuses()).toHaveLength(1);
  });

  it('goes on behind a report that is refused', async () => {
    collector.instead = ({ body }, response) => {
      if (!body.includes('shop/bad')) return false;
      response.writeHead(400).end('{"error":"invalid JSON"}\n');
      return true;
    };
    for (const name of ['bad', 'good']) world.sender.seen(present(claimOf(name), 1));
    await world.quiet();
    expect(statuses().map((body) => (JSON.parse(body) as { claimRef: string }).claimRef)).toEqual([
      'shop/bad',
      'shop/good',
    ]);
    expect(world.sender.figures).toMatchObject({ reports: 1, rejected: 1, failures: 0 });
  });

  it('asks once in five seconds at most while nothing works, and then sends the latest', async () => {
    collector.instead = (_request, response) => {
      response.writeHead(500).end();
      return true;
    };
    const start = world.clock.now();
    for (let generation = 1; world.clock.now() - start < 60_000; generation++) {
      world.sender.seen(present(claimOf('a', { generation, originalMessage: `m${generation}` }), generation));
      await world.until(() => true, false);
      await world.clock.advance(500);
    }
    const times = world.sent.map(({ at }) => at);
    expect(times.length).toBeGreaterThanOrEqual(3);
    for (const [index, at] of times.entries()) {
      if (index > 0) expect(at - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(5_000);
    }
    expect(world.sender.state).toBe('outage');
    collector.instead = undefined;
    await world.until(() => world.sender.pending === 0);
    expect(statuses().at(-1)).toContain('"m120"');
  });

  it('waits as long as Retry-After says', async () => {
    collector.instead = (_request, response) => {
      response.writeHead(429, { 'Retry-After': '90' }).end();
      return true;
    };
    world.sender.seen(present(claimOf('a'), 1));
    await world.reached('GET /api/v1/sessions');
    await world.until(() => world.sender.state === 'outage', false);
    collector.instead = undefined;
    await world.clock.advance(89_000);
    expect(collector.received).toHaveLength(1);
    await world.clock.advance(1_500);
    await world.quiet();
    expect(statuses()).toHaveLength(1);
  });

  it('tells everything again after the collector was restarted, which keeps nothing', async () => {
    for (const name of ['a', 'b']) world.sender.seen(present(claimOf(name), 1));
    await world.quiet();
    const { port } = collector;
    await collector.close();
    world.sender.seen(present(claimOf('c'), 2));
    await world.until(() => world.sender.state === 'outage', false);
    collector = await originalCollector(port);
    await world.until(() => world.sender.state === 'original' && world.sender.pending === 0);
    expect(statuses().filter((body) => body.includes('shop/a') || body.includes('shop/b'))).toHaveLength(2);
  });
});
