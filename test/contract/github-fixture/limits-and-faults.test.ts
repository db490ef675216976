import { createFaultPlan, scriptFaults, startGitHub, VirtualClock } from '../../fixtures/github';
import type { FaultPlan, GitHub } from '../../fixtures/github';
import { client, commitByApi, each, FILES, REPO } from './client';

// The first request of a file also reads the 13 MB description.
jest.setTimeout(30_000);

/** Limits and faults are the API's, not Git's: mode memory. */
describe('limits and faults of the GitHub fixture', () => {
  const running: GitHub[] = [];

  async function start(
    faultPlan?: FaultPlan,
    clock = new VirtualClock(),
    limits = {},
  ): Promise<{ github: GitHub; call: ReturnType<typeof client> }> {
    const github = await startGitHub({ mode: 'memory', faultPlan, clock, limits });
    running.push(github);
    github.repository('acme', 'harvester').createWithFiles(FILES);
    return { github, call: client(github) };
  }

  afterEach(async () => {
    for (const github of running.splice(0)) await github.stop({ allowProblems: true });
  });

  async function withPull(github: GitHub, call: ReturnType<typeof client>): Promise<void> {
    await commitByApi(call, 'work', { a: '1\n' });
    await call('POST', `${REPO}/pulls`, { title: 'Claims', head: 'work', base: 'main' });
    expect(github.problems()).toEqual([]);
  }

  test('80 writes a minute, then 403 with Retry-After; a minute later it goes on', async () => {
    const clock = new VirtualClock();
    const { github, call } = await start(undefined, clock);
    await withPull(github, call);
    clock.advance(61_000);
    for (let index = 0; index < 80; index++) {
      expect((await call('POST', `${REPO}/issues/1/comments`, { body: `c${index}` })).status).toBe(201);
    }
    const refused = await call('POST', `${REPO}/issues/1/comments`, { body: 'one too many' });
    expect([refused.status, refused.headers.get('retry-after'), refused.body.message]).toEqual([
      403,
      '60',
      expect.stringMatching(/secondary rate limit/),
    ]);
    expect(github.log.busiest()).toBe(81);
    clock.advance(61_000);
    expect((await call('POST', `${REPO}/issues/1/comments`, { body: 'later' })).status).toBe(201);
  });

  test('the hourly limit is told by headers, and by /rate_limit, which costs nothing', async () => {
    const { call } = await start(undefined, new VirtualClock(), { perHour: 2 });
    expect((await call('GET', REPO)).headers.get('x-ratelimit-remaining')).toBe('1');
    await call('GET', REPO);
    const refused = await call('GET', REPO);
    expect([refused.status, refused.headers.get('x-ratelimit-remaining')]).toEqual([403, '0']);
    expect((await call('GET', '/rate_limit')).body.rate).toMatchObject({ limit: 2, remaining: 0 });
  });

  test('an unchanged answer is 304 and free', async () => {
    const { call } = await start();
    const first = await call('GET', REPO);
    const again = await call('GET', REPO, undefined, { 'if-none-match': first.headers.get('etag')! });
    expect([again.status, again.body, again.headers.get('x-ratelimit-used')]).toEqual([304, '', '1']);
  });

  test('a lost answer: the write happened all the same', async () => {
    const { github, call } = await start(
      scriptFaults(
        { method: 'POST', route: '/comments', fault: { kind: 'reset', applied: true } },
        { method: 'POST', route: '/comments', fault: { kind: 'reset' } },
        {
          method: 'POST',
          route: '/comments',
          fault: { kind: 'answer', status: 502, message: 'Server Error', applied: true },
        },
      ),
    );
    await withPull(github, call);
    await expect(call('POST', `${REPO}/issues/1/comments`, { body: 'one' })).rejects.toThrow('fetch failed');
    await expect(call('POST', `${REPO}/issues/1/comments`, { body: 'two' })).rejects.toThrow('fetch failed');
    expect((await call('POST', `${REPO}/issues/1/comments`, { body: 'three' })).status).toBe(502);
    expect(
      github
        .repository('acme', 'harvester')
        .comments(1)
        .map((comment) => comment.body),
    ).toEqual(['one', 'three']);
    expect(
      github.log
        .since(github.log.length - 3)
        .map((request) => [request.status, request.effect, request.fault]),
    ).toEqual([
      [0, true, 'reset applied'],
      [0, false, 'reset'],
      [502, true, '502 applied'],
    ]);
  });

  test('a stale read is some writes old, but never older than a replica would be', async () => {
    const clock = new VirtualClock();
    const stale = { kind: 'stale', writes: 2 } as const;
    const { github, call } = await start(
      scriptFaults({ method: 'GET', route: '/comments', times: 9, fault: stale }),
      clock,
    );
    await withPull(github, call);
    for (const body of ['one', 'two', 'three']) await call('POST', `${REPO}/issues/1/comments`, { body });
    expect((await call('GET', `${REPO}/issues/1/comments`)).body).toHaveLength(1);
    clock.advance(60_000);
    expect((await call('GET', `${REPO}/issues/1/comments`)).body).toHaveLength(3);
  });

  test('a later page may repeat an item or come in another order', async () => {
    const { github, call } = await start(
      scriptFaults(
        { route: '/comments', fault: { kind: 'disorder', how: 'shift' } },
        { route: '/comments', fault: { kind: 'disorder', how: 'shuffle' } },
      ),
    );
    await withPull(github, call);
    for (let index = 0; index < 8; index++) github.repository('acme', 'harvester').comment(1, `c${index}`);
    const bodies = async () =>
      each((await call('GET', `${REPO}/issues/1/comments?per_page=5&page=2`)).body, 'body');
    expect(await bodies()).toEqual(['c4', 'c5', 'c6', 'c7']);
    expect((await bodies()).sort()).toEqual(['c5', 'c6', 'c7']);
  });

  test('a slow answer passes time on a virtual clock, and takes it on a real one', async () => {
    const slow = { kind: 'slow', milliseconds: 20_000 } as const;
    const clock = new VirtualClock();
    const { call } = await start(scriptFaults({ fault: slow }), clock);
    const before = clock.now().getTime();
    expect((await call('GET', REPO)).status).toBe(200);
    expect(clock.now().getTime() - before).toBeGreaterThanOrEqual(20_000);
    const real = await startGitHub({
      mode: 'memory',
      clock: { now: () => new Date() },
      faultPlan: scriptFaults({ times: 2, fault: slow }),
    });
    running.push(real);
    real.repository('acme', 'harvester').createWithFiles(FILES);
    for (const send of [fetch, real.fetch]) {
      const headers = { authorization: `Bearer ${real.token}`, 'user-agent': 'fixture-test' };
      const answer = send(`${real.apiUrl}${REPO}`, { headers, signal: AbortSignal.timeout(20) });
      await expect(answer).rejects.toThrow(/abort/i);
    }
  });

  test('the hourly limit may also be played: told by headers alone', async () => {
    const spent = { kind: 'answer', status: 403, message: 'API rate limit exceeded', rateReset: 90 } as const;
    const { github, call } = await start(scriptFaults({ fault: spent }));
    const { status, headers } = await call('GET', REPO);
    expect([status, headers.get('x-ratelimit-remaining'), headers.get('retry-after')]).toEqual([
      403,
      '0',
      null,
    ]);
    expect(Number(headers.get('x-ratelimit-reset')) * 1000 - github.clock.now().getTime()).toBeGreaterThan(
      80_000,
    );
  });

  test('a seed gives the same faults again, whatever else is asked in between', () => {
    const ask = (plan: FaultPlan, login: string, path: string) =>
      plan.next({ login, method: 'GET', path, query: '', route: path, isWrite: false });
    const alone = createFaultPlan(7, 0.5);
    const mixed = createFaultPlan(7, 0.5);
    const first = Array.from({ length: 40 }, () => ask(alone, 'a', '/x'));
    const second = Array.from({ length: 40 }, () => {
      ask(mixed, 'b', '/x');
      return ask(mixed, 'a', '/x');
    });
    expect(second).toEqual(first);
    expect(new Set(first.map((fault) => fault?.kind)).size).toBeGreaterThan(2);
    const other = createFaultPlan(8, 0.5);
    expect(Array.from({ length: 40 }, () => ask(other, 'a', '/x'))).not.toEqual(first);
  });

  test('a plan that is stopped plays nothing more', () => {
    const plan = createFaultPlan(1, 1);
    plan.stop();
    expect(
      plan.next({ login: 'a', method: 'GET', path: '/', query: '', route: '/', isWrite: false }),
    ).toBeUndefined();
  });

  test('what the description forbids, what the fixture lacks and what GitHub ignores are problems, and stopping tells them', async () => {
    const { github, call } = await start();
    expect((await call('GET', `${REPO}/hooks`)).status).toBe(501);
    await call('GET', `${REPO}/pulls?head=work`);
    await call('GET', `${REPO}/pulls?stat=open`);
    await commitByApi(call, 'work', { a: '1\n' });
    await call('POST', `${REPO}/pulls`, { title: 'x', head: 'work', base: 'main', assignee: 'jane' });
    await expect(github.stop()).rejects.toThrow(/4 problems/);
    expect(github.problems()).toEqual([
      expect.stringContaining('does not have the route'),
      expect.stringContaining('unless it reads user:branch'),
      expect.stringContaining('query parameter stat is not described'),
      expect.stringContaining('body property assignee is not described'),
    ]);
    running.length = 0;
  });

  test('the fixture’s own fetch gives the same as the socket', async () => {
    const { github, call } = await start();
    const inProcess = client(github, { socket: false });
    expect((await inProcess('GET', `${REPO}/branches`)).body).toEqual(
      (await call('GET', `${REPO}/branches`)).body,
    );
    expect((await inProcess('POST', `${REPO}/git/blobs`, { content: 'x' })).status).toBe(201);
  });
});
