import type { ServerResponse } from 'node:http';
import { ApiClient } from '../../../collector/informer/connection/api-client';
import { ListWatch, type ReadClock } from '../../../collector/informer/read/list-watch';
import { loopbackServer, type LoopbackServer } from '../../fixtures/http/loopback-server';
import { until } from '../../fixtures/cluster/until';

const TARGET = { group: 'g.test', version: 'v1', resource: 'databases', namespace: 'default' };
const object = (name: string, version: string): object => ({
  metadata: { name, uid: name, resourceVersion: version },
});
const line = (type: string, body: object): string => `${JSON.stringify({ type, object: body })}\n`;
const LIST_END = line('BOOKMARK', {
  metadata: { resourceVersion: '10', annotations: { 'k8s.io/initial-events-end': 'true' } },
});

/** What a server answers to each request, in turn; the last answers all that come after. */
type Step = (response: ServerResponse) => void;
const status =
  (code: number, headers: Record<string, string> = {}): Step =>
  (response) =>
    response.writeHead(code, headers).end('{}');
const stays =
  (...lines: string[]): Step =>
  (response) => {
    response.flushHeaders();
    response.write(lines.join(''));
  };
const ends =
  (...lines: string[]): Step =>
  (response) =>
    response.end(lines.join(''));

describe('a reader of list and watch', () => {
  let server: LoopbackServer;
  let reader: ListWatch;
  let client: ApiClient;
  let told: string[];
  let waits: number[];

  const start = async (steps: readonly Step[], silence = 55_000): Promise<void> => {
    let at = 0;
    server = await loopbackServer((_request, response) => {
      steps[Math.min(at++, steps.length - 1)]?.(response);
    });
    [told, waits] = [[], []];
    const url = new URL(server.origin);
    client = new ApiClient({ settings: () => Promise.resolve({ url, headers: {}, tls: {} }) });
    const clock: ReadClock = {
      now: Date.now,
      random: () => 0.5,
      wait: async (milliseconds, signal) => {
        waits.push(milliseconds);
        // Time is not waited for, but it passes.
        if (milliseconds >= 500 && milliseconds !== 1_500) {
          await new Promise((resolve) => setImmediate(resolve));
        } else {
          await new Promise<void>((resolve) => {
            signal.addEventListener('abort', () => {
              resolve();
            });
          });
        }
      },
    };
    const name = (what: unknown): string => (what as { metadata: { name: string } }).metadata.name;
    reader = new ListWatch({
      client,
      clock,
      target: TARGET,
      silence,
      onFailure: () => undefined,
      observer: {
        begin: () => undefined,
        present: (what) => void told.push(`+${name(what)}`),
        gone: (what) => void told.push(`-${name(what)}`),
        listed: () => void told.push('listed'),
        unreadable: (reason) => void told.push(`unreadable: ${reason}`),
        readable: () => void told.push('readable'),
      },
    });
    void reader.run();
  };
  afterEach(async () => {
    reader.stop();
    client.close();
    await server.stop();
  });
  const queries = (): Record<string, string>[] =>
    server.asked.map(({ path }) => Object.fromEntries(new URL(path, server.origin).searchParams));

  it('reads list and watch in one stream, and goes on from the last version where it ends', async () => {
    await start([
      ends(line('ADDED', object('a', '5')), LIST_END, line('MODIFIED', object('a', '11'))),
      stays(line('DELETED', object('a', '12'))),
    ]);
    await until('the end', () => told.includes('-a'));
    expect(told).toEqual(['+a', 'listed', 'readable', '+a', '-a']);
    const [first, second] = queries();
    expect(server.asked[0]?.path).toMatch(/^\/apis\/g\.test\/v1\/namespaces\/default\/databases\?/);
    expect(first).toMatchObject({
      watch: 'true',
      sendInitialEvents: 'true',
      resourceVersionMatch: 'NotOlderThan',
      allowWatchBookmarks: 'true',
    });
    expect(second).toMatchObject({ resourceVersion: '11', allowWatchBookmarks: 'true' });
    expect(second).not.toHaveProperty('sendInitialEvents');
  });

  it.each([422, 400])('reads pages where the server answers %d to a list as a stream', async (code) => {
    const page = (names: string[], next: string): Step =>
      ends(
        JSON.stringify({
          kind: 'DatabaseList',
          metadata: { resourceVersion: '10', continue: next },
          items: names.map((item) => object(item, '1')),
        }),
      );
    await start([
      status(code),
      page(['a', 'b'], 'more'),
      page(['c'], ''),
      stays(line('ADDED', object('d', '11'))),
    ]);
    await until('the watch', () => told.includes('+d'));
    expect(told).toEqual(['+a', '+b', '+c', 'listed', 'readable', '+d']);
    expect(queries().slice(1)).toMatchObject([
      { limit: '500' },
      { limit: '500', continue: 'more' },
      { resourceVersion: '10' },
    ]);
    expect(waits.filter((wait) => wait !== 1_500)).toEqual([]);
  });

  it('does not follow pages that lead back to an earlier one for ever', async () => {
    const page = (next: string): Step =>
      ends(JSON.stringify({ metadata: { resourceVersion: '10', continue: next }, items: [] }));
    const last = ends(JSON.stringify({ metadata: { resourceVersion: '10' }, items: [] }));
    await start([status(422), page('a'), page('b'), page('a'), last, stays()]);
    await until('the list', () => told.includes('listed'));
    expect(
      queries()
        .slice(1, 5)
        .map((query) => query['continue']),
    ).toEqual([undefined, 'a', 'b', undefined]);
  });

  it('reads pages where the server never says that the list is at its end', async () => {
    const page = ends(JSON.stringify({ metadata: { resourceVersion: '10' }, items: [] }));
    const endless = ends(line('ADDED', object('a', '1')));
    await start([endless, endless, endless, page, stays()]);
    await until('the list', () => told.includes('listed'));
    expect(queries()[3]).toEqual({ limit: '500' });
  });

  it('does not go past a line that was lost: it asks again from the last good version', async () => {
    const broken = '{"type":"MODIFIED","object":{"metad\n';
    await start([
      stays(LIST_END, line('ADDED', object('a', '11')), broken, line('ADDED', object('c', '13'))),
      stays(line('ADDED', object('b', '12')), line('ADDED', object('c', '13'))),
    ]);
    await until('all', () => told.includes('+c'));
    expect(told).toEqual(['listed', 'readable', '+a', '+b', '+c']);
    expect(queries()[1]).toMatchObject({ resourceVersion: '11' });
  });

  it('lists anew where its version is too old', async () => {
    await start([
      ends(LIST_END, line('ERROR', { kind: 'Status', code: 410 })),
      stays(line('ADDED', object('a', '20')), LIST_END),
    ]);
    await until('the second list', () => told.filter((what) => what === 'listed').length === 2);
    expect(queries()[1]).toHaveProperty('sendInitialEvents');
    // A whole list was made a moment ago.
    expect(waits.filter((wait) => wait !== 1_500)).toEqual([6_250]);
  });

  it('says that it cannot read from the second failure on, or at once what will not pass, and that it can again', async () => {
    await start([status(500), status(500), stays(LIST_END)]);
    await until('the list', () => told.includes('listed'));
    expect(told).toEqual([expect.stringMatching(/^unreadable: .*500/), 'listed', 'readable']);
    expect(waits.slice(0, 2)).toEqual([500, 6_250]);
    reader.stop();
    await server.stop();
    await start([status(404), stays(LIST_END)]);
    await until('the list', () => told.includes('listed'));
    expect(told).toEqual([expect.stringMatching(/^unreadable: .*404/), 'listed', 'readable']);
  });

  it('waits as long as the server asks for', async () => {
    await start([status(429, { 'Retry-After': '20' }), stays(LIST_END)]);
    await until('the list', () => told.includes('listed'));
    expect(waits[0]).toBeGreaterThanOrEqual(20_000);
  });

  it('notices silence, and goes on', async () => {
    await start([stays(LIST_END), stays(line('ADDED', object('a', '11')))], 50);
    await until('what came after the silence', () => told.includes('+a'));
    expect(queries()[1]).toMatchObject({ resourceVersion: '10' });
  });

  it('ends when it is told to, whatever it is doing', async () => {
    await start([stays(LIST_END)]);
    await until('the list', () => told.includes('listed'));
    const ended = reader.run();
    reader.stop();
    await ended;
    expect(server.asked.length).toBeLessThanOrEqual(2);
  });
});
