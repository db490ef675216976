import { parse } from 'yaml';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenFile } from '../../../collector/server/access/token-file';
import { bucketOf } from '../../../core/status/status-digest';
import { reportKey } from '../../../core/status/report-key';
import { runCollector, type RunningCollector } from '../../fixtures/collector/collector';
import { STORE_RULES } from '../../../collector/store/decide/store-rules';
import { storeInThread } from '../../fixtures/collector/store-in-thread';
import { temporaryFolder } from '../../fixtures/git/git';

const KIND = { apiVersion: 'acme.io/v1', kind: 'Database' };
const typed = (name: string, more: object = {}): Record<string, unknown> => ({
  ...KIND,
  claimRef: `shop/${name}`,
  statusMessage: 'Ready=True',
  ready: { status: 'True', reason: 'Available' },
  ...more,
});

let collector: RunningCollector;
afterEach(async () => {
  await collector.close();
});

const send = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
  const reply = await collector.ask(
    method,
    path,
    body === undefined ? undefined : JSON.stringify(body),
    headers,
  );
  return {
    ...reply,
    json: (reply.text === '' ? undefined : JSON.parse(reply.text)) as Record<string, never>,
  };
};
const list = async (path = '', headers?: Record<string, string>): Promise<Record<string, unknown>[]> =>
  (await send('GET', `/api/v1/status${path}`, undefined, headers)).json as never;
const session = async (cluster = 'prod', more: object = {}): Promise<number> =>
  (await send('POST', '/api/v1/sessions', { cluster, informer: 'a', kinds: [KIND], ...more })).json[
    'epoch'
  ] as never;

describe('a typed report', () => {
  beforeEach(async () => {
    collector = await runCollector();
  });

  it('is listed with all that it says, and shadows the one of the original’s format', async () => {
    await send('POST', '/api/v1/status', { cluster: 'prod', claimRef: 'shop/one', statusMessage: 'old' });
    const epoch = await session();
    const cause = {
      kind: 'Instance',
      name: 'one-x',
      reason: 'Quota',
      message: 'no more',
      chain: [{ kind: 'XDatabase', name: 'one' }],
    };
    const more = {
      uid: 'u1',
      generation: 3,
      observedGeneration: 2,
      cause,
      epoch,
      sequence: 1,
      observedAt: '2026-01-01T00:00:00Z',
    };
    expect(await send('POST', '/api/v1/status', { cluster: 'prod', ...typed('one', more) })).toMatchObject({
      status: 201,
      text: '{"status":"created"}\n',
    });
    expect(await list()).toEqual([
      {
        cluster: 'prod',
        receivedAt: expect.any(String),
        ...typed('one', more),
        namespace: 'shop',
        name: 'one',
      },
    ]);
  });

  it('names every field that is wrong, and repeats no value', async () => {
    const reply = await send('POST', '/api/v1/status', {
      cluster: 'prod',
      ...typed('one', { ready: { status: 'secret-maybe' }, generation: -1, uid: 5 }),
    });
    expect(reply.status).toBe(422);
    expect(reply.json).toMatchObject({ code: 'report-invalid' });
    expect(JSON.stringify(reply.json)).toMatch(/ready\.status.*/);
    expect(JSON.stringify(reply.json)).toMatch(/generation/);
    expect(JSON.stringify(reply.json)).toMatch(/uid/);
    expect(reply.text).not.toContain('secret-maybe');
    expect(await list()).toEqual([]);
  });

  it('keeps no secret of a message, and no more of it than can be read', async () => {
    const epoch = await session();
    const message = `cannot connect postgres://app:hunter2hunter2@db/x ${'y'.repeat(10_000)}`;
    const more = { statusMessage: message, ready: { status: 'False', message }, epoch, sequence: 1 };
    await send('POST', '/api/v1/status', { cluster: 'prod', ...typed('one', more) });
    const [entry] = await list();
    expect(JSON.stringify(entry)).not.toContain('hunter2');
    expect(entry?.['statusMessage']).toMatch(/… \(truncated\)$/);
    expect(String(entry?.['statusMessage']).length).toBeLessThanOrEqual(4096);
  });

  it('says what is still published while a change is young, and that it flaps', async () => {
    const epoch = await session();
    const at = (sequence: number, status: string) =>
      send('POST', '/api/v1/status', {
        cluster: 'prod',
        ...typed('one', { ready: { status }, epoch, sequence }),
      });
    await at(1, 'True');
    await at(2, 'False');
    expect(await list()).toMatchObject([
      { ready: { status: 'False' }, published: { ready: { status: 'True' } } },
    ]);
    for (let sequence = 3; sequence < 9; sequence++) {
      await at(sequence, sequence % 2 === 0 ? 'False' : 'True');
    }
    expect(await list()).toMatchObject([{ published: { flapping: 7 } }]);
    collector.clock = 31_000;
    expect((await list())[0]).not.toHaveProperty('published');
  });

  it('tells the transitions of a claim', async () => {
    const epoch = await session();
    for (const [sequence, status] of [
      [1, 'False'],
      [2, 'False'],
      [3, 'True'],
    ] as const) {
      await send('POST', '/api/v1/status', {
        cluster: 'prod',
        ...typed('one', { ready: { status }, epoch, sequence }),
      });
    }
    const { json } = await send('GET', '/api/v1/history/prod/shop%2Fone');
    expect(json).toMatchObject([{ kind: 'Database', transitions: [{ ready: 'False' }, { ready: 'True' }] }]);
    expect(await collector.ask('GET', '/api/v1/history/prod/shop/two')).toMatchObject({ status: 404 });
  });
});

describe('sessions', () => {
  beforeEach(async () => {
    collector = await runCollector();
  });

  it('resync by what differs alone, and drop what is gone', async () => {
    const first = await session();
    const reports = ['one', 'two', 'three'].map((name, index) => typed(name, { sequence: index + 1 }));
    expect(
      (await send('POST', '/api/v1/status:batch', { cluster: 'prod', epoch: first, reports })).json,
    ).toEqual({
      status: 'created',
      stored: 3,
      refreshed: 0,
      stale: 0,
      removed: 0,
    });
    const epoch = await session();
    const empty = Array.from({ length: 256 }, () => '');
    const digest = await send('POST', `/api/v1/sessions/${epoch}/digest`, {
      cluster: 'prod',
      ...KIND,
      buckets: empty,
    });
    const identity = (name: string) => ({ ...KIND, namespace: 'shop', name });
    const buckets = ['one', 'two', 'three'].map((name) =>
      bucketOf(reportKey({ cluster: 'prod', claimRef: '', identity: identity(name) })),
    );
    expect(digest.json['differing']).toEqual([...new Set(buckets)].sort((one, other) => one - other));
    const late = await send('POST', '/api/v1/status:batch', { cluster: 'prod', epoch: first, reports });
    expect(late).toMatchObject({ status: 409, json: { code: 'report-refused' } });
    const complete = [{ ...KIND, buckets: digest.json['differing'], sequence: 1 }];
    const rest = await send('POST', '/api/v1/status:batch', {
      cluster: 'prod',
      epoch,
      reports: [typed('one', { sequence: 1 })],
      complete,
    });
    expect(rest.json).toMatchObject({ removed: 2 });
    expect((await list()).map(({ name }) => name)).toEqual(['one']);
  });

  it('are held by one at a time', async () => {
    const epoch = await session();
    const standby = { cluster: 'prod', informer: 'b', kinds: [KIND], standby: true };
    expect(await send('POST', '/api/v1/sessions', standby)).toMatchObject({
      status: 409,
      json: { heldBy: { epoch, informer: 'a' } },
    });
  });

  it('say since when a kind cannot be read, and since when a cluster is silent', async () => {
    const epoch = await session();
    await send('POST', '/api/v1/status:batch', {
      cluster: 'prod',
      epoch,
      reports: [typed('one', { sequence: 1 })],
      unreadable: [{ ...KIND, reason: 'forbidden' }],
    });
    await send('POST', '/api/v1/status', { cluster: 'old', claimRef: 'a/b', statusMessage: 'm' });
    expect(await list()).toMatchObject([{ cluster: 'old' }, { unreadableSince: expect.any(String) }]);
    collector.clock = 11 * 60_000;
    const [old, one] = await list();
    expect(one).toMatchObject({ unknownSince: expect.any(String) });
    expect(old).not.toHaveProperty('unknownSince');
  });

  it('forget a claim and a cluster', async () => {
    await send('POST', '/api/v1/status', { cluster: 'old', claimRef: 'a/b', statusMessage: 'm' });
    await send('POST', '/api/v1/status', { cluster: 'old', claimRef: 'a/c', statusMessage: 'm' });
    expect(await send('DELETE', '/api/v1/status/old/a%2Fb')).toMatchObject({ status: 200 });
    expect(await send('DELETE', '/api/v1/status/old/a/b')).toMatchObject({ status: 404 });
    expect(await list()).toHaveLength(1);
    expect(await send('DELETE', '/api/v1/status/old')).toMatchObject({ status: 200 });
    expect(await list()).toEqual([]);
    expect((await collector.ask('PUT', '/api/v1/status/old')).headers.get('allow')).toBe('DELETE, GET, HEAD');
  });

  it.each([
    ['no JSON', '/api/v1/status:batch', '{'],
    ['another form', '/api/v1/status:batch', '{"cluster":"a","reports":[{}]}'],
    ['no kinds', '/api/v1/sessions', '{"cluster":"a","informer":"b","kinds":[]}'],
    [
      'too few buckets',
      '/api/v1/sessions/5/digest',
      '{"cluster":"a","apiVersion":"v1","kind":"K","buckets":[""]}',
    ],
  ])('are refused in words: %s', async (_what, path, body) => {
    const reply = await collector.ask('POST', path, body);
    expect(reply.status).toBe(422);
    expect(JSON.parse(reply.text)).toMatchObject({ error: expect.any(String), code: 'report-invalid' });
  });
});

describe('tokens', () => {
  const hash = (token: string): string => createHash('sha256').update(token).digest('hex');
  const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
  const report = { cluster: 'prod', claimRef: 'a/b', statusMessage: 'm' };

  it('report about their own cluster alone, and are rotated while both are valid', async () => {
    const folder = temporaryFolder();
    const path = join(folder.path, 'tokens.json');
    let now = 0;
    writeFileSync(path, JSON.stringify({ prod: [hash('first')], other: [hash('theirs')] }));
    const problems: unknown[] = [];
    collector = await runCollector({
      judges: [
        tokenFile(
          path,
          () => now,
          (problem) => problems.push(problem),
        ),
      ],
    });
    const post = async (headers?: Record<string, string>) =>
      (await send('POST', '/api/v1/status', report, headers)).status;
    expect(await post()).toBe(401);
    expect(await post(bearer('wrong'))).toBe(401);
    expect(await post(bearer('theirs'))).toBe(403);
    expect(await post(bearer('first'))).toBe(201);
    expect((await send('GET', '/api/v1/status')).status).toBe(401);
    expect(await list('', bearer('theirs'))).toHaveLength(1);
    for (const path of ['/healthz', '/readyz', '/version', '/metrics']) {
      expect((await collector.ask('GET', path)).status).toBe(200);
    }
    writeFileSync(path, JSON.stringify({ prod: [hash('first'), hash('second')] }));
    now += 2_000;
    expect([await post(bearer('first')), await post(bearer('second')), await post(bearer('theirs'))]).toEqual(
      [201, 201, 401],
    );
    writeFileSync(path, 'second');
    now += 2_000;
    expect(await post(bearer('second'))).toBe(201);
    expect(problems).toHaveLength(1);
    expect(String(problems[0])).not.toContain('second');
    expect(collector.log.join('')).not.toMatch(/first|second|theirs/);
    folder.remove();
  });
});

describe('what would take everything', () => {
  it('is cut off where headers drip', async () => {
    collector = await runCollector({ limits: { headers: 200, request: 500 } });
    expect(await collector.raw('POST /api/v1/status HTTP/1.1\r\nHost: x\r\nX: ')).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('is answered with 507 where the store is full; nothing is lost, and it goes on once there is room', async () => {
    const folder = temporaryFolder();
    const small = { folder: folder.path, rules: STORE_RULES, pageLimit: 80 };
    collector = await runCollector({ store: storeInThread(small) });
    const post = (index: number, length: number) =>
      send('POST', '/api/v1/status', {
        cluster: 'a',
        claimRef: `x/${index}`,
        statusMessage: 'm'.repeat(length),
      });
    let kept = 0;
    while ((await post(kept, 3000)).status === 201) kept++;
    const refusal = await post(kept, 3000);
    expect(refusal).toMatchObject({ status: 507, json: { code: 'store-full' } });
    expect(refusal.headers.get('retry-after')).toBe('5');
    expect(await list()).toHaveLength(kept);
    expect(await send('GET', '/readyz')).toMatchObject({ status: 503, json: { status: 'not ready' } });
    for (let index = 0; index < kept; index++) {
      expect((await send('DELETE', `/api/v1/status/a/x/${index}`)).status).toBe(200);
    }
    expect(await send('GET', '/readyz')).toMatchObject({ status: 200 });
    expect((await post(1, 10)).status).toBe(201);
    folder.remove();
  });
});

it('counts requests and reports for Prometheus', async () => {
  collector = await runCollector();
  await send('POST', '/api/v1/status', { cluster: 'a', claimRef: 'x/y', statusMessage: 'm' });
  const { text, headers } = await collector.ask('GET', '/metrics');
  expect(headers.get('content-type')).toMatch(/^text\/plain/);
  for (const line of [
    'claims_store_claims 1',
    'claims_store_commits_total 1',
    'claims_store_reports_total 1',
    'claims_http_requests_total{method="POST",route="/api/v1/status",status="201"} 1',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
});

it('describes itself in OpenAPI 3.1', async () => {
  collector = await runCollector();
  const { json } = await send('GET', '/openapi.json');
  expect(json).toMatchObject({ openapi: '3.1.0' });
  expect(Object.keys(json['paths'] as never)).toContain('/api/v1/status:batch');
  const text = JSON.stringify(json);
  expect(text).not.toContain('"$ref"');
  expect(text).toContain('observedGeneration');
  const yaml = await collector.ask('GET', '/openapi.yaml');
  expect(yaml.headers.get('content-type')).toBe('application/yaml');
  expect(parse(yaml.text)).toEqual(json);
});
