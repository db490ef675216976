import { ApiServerReader } from '../../../../collector/informer/cause/api-server-reader';
import type { KubeAnswer } from '../../../../collector/informer/cause/kube-request';
import { refTo } from '../../../fixtures/informer/object-world';

const RESOURCES = {
  resources: [
    { name: 'buckets/status', kind: 'Bucket', namespaced: false },
    { name: 'buckets', kind: 'Bucket', namespaced: false },
    { name: 'roles', kind: 'Role', namespaced: true },
    { name: '../../secrets', kind: 'Evil', namespaced: false },
  ],
};

let now = 0;
let spent = 0;
const asked: string[] = [];
let answers: Record<string, KubeAnswer | Error>;
const ok = (body: unknown): KubeAnswer => ({ status: 200, body: JSON.stringify(body) });
const spend = (): Promise<void> => {
  spent += 1;
  return Promise.resolve();
};

function reader(): ApiServerReader {
  return new ApiServerReader(
    (path) => {
      asked.push(path);
      const answer = answers[path] ?? { status: 404, body: '' };
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    () => now,
  );
}

beforeEach(() => {
  now = 0;
  spent = 0;
  asked.length = 0;
  answers = { '/apis/acme.io/v1': ok(RESOURCES), '/apis/acme.io/v1/buckets/b': ok({ kind: 'Bucket' }) };
});

describe('reading objects of an API server', () => {
  it('asks once for the plural of a kind, and counts every request', async () => {
    const api = reader();
    expect(await api.get(refTo('Bucket', 'b'), spend)).toEqual({
      type: 'object',
      object: { kind: 'Bucket' },
    });
    await api.get(refTo('Bucket', 'b', 'ignored-for-what-is-cluster-scoped'), spend);
    await api.get(refTo('Role', 'r', 'shop'), spend);
    expect(asked).toEqual([
      '/apis/acme.io/v1',
      '/apis/acme.io/v1/buckets/b',
      '/apis/acme.io/v1/buckets/b',
      '/apis/acme.io/v1/namespaces/shop/roles/r',
    ]);
    expect(spent).toBe(4);
  });

  it.each([
    [404, { type: 'absent' }],
    [403, { type: 'forbidden' }],
    [405, { type: 'forbidden' }],
    [401, { type: 'failed', why: 'the API server answered 401' }],
    [429, { type: 'failed', why: 'the API server answered 429', retryAfter: 7_000 }],
    [500, { type: 'failed', why: 'the API server answered 500' }],
  ])('takes %d for what it says', async (status, found) => {
    answers['/apis/acme.io/v1/buckets/b'] = {
      status,
      body: '',
      ...(status === 429 && { retryAfter: 7_000 }),
    };
    expect(await reader().get(refTo('Bucket', 'b'), spend)).toEqual(found);
  });

  it('says that nothing is known where there is no answer, or none that is an object', async () => {
    answers['/apis/acme.io/v1/buckets/b'] = new Error('socket hang up');
    expect(await reader().get(refTo('Bucket', 'b'), spend)).toEqual({
      type: 'failed',
      why: 'socket hang up',
    });
    answers['/apis/acme.io/v1/buckets/b'] = { status: 200, body: '[1' };
    expect(await reader().get(refTo('Bucket', 'b'), spend)).toMatchObject({ type: 'failed' });
    answers['/apis/acme.io/v1'] = { status: 503, body: '' };
    expect(await reader().get(refTo('Bucket', 'b'), spend)).toMatchObject({ type: 'failed' });
  });

  it('finds a kind that was installed later, and one that was removed no more', async () => {
    const api = reader();
    delete answers['/apis/acme.io/v1'];
    expect(await api.get(refTo('Bucket', 'b'), spend)).toEqual({ type: 'absent' });
    answers['/apis/acme.io/v1'] = ok(RESOURCES);
    now = 600_000;
    expect(await api.get(refTo('Bucket', 'b'), spend)).toMatchObject({ type: 'object' });
    delete answers['/apis/acme.io/v1'];
    delete answers['/apis/acme.io/v1/buckets/b'];
    now += 60_000;
    await api.get(refTo('Bucket', 'b'), spend);
    asked.length = 0;
    await api.get(refTo('Bucket', 'b'), spend);
    expect(asked).toEqual(['/apis/acme.io/v1']);
  });

  it.each([
    refTo('Bucket', '../secrets/s'),
    refTo('Bucket', '..'),
    refTo('Evil', 'b'),
    refTo('Role', 'r'),
    refTo('Role', 'r', '../x'),
    { apiVersion: '../../api/v1', kind: 'Bucket', name: 'b' },
    { apiVersion: 'acme.io/v1/x', kind: 'Bucket', name: 'b' },
    { apiVersion: 'ACME.io/v1?x=', kind: 'Bucket', name: 'b' },
  ])('asks for nothing but an object with %j', async (reference) => {
    expect(await reader().get(reference, spend)).toEqual({ type: 'absent' });
    expect(asked.filter((path) => path !== '/apis/acme.io/v1')).toEqual([]);
  });
});

describe('reading the last warning of an object', () => {
  const path = (namespace: string): string =>
    `/api/v1/namespaces/${namespace}/events?fieldSelector=involvedObject.uid%3Du-1%2Ctype%3DWarning&limit=500`;

  it('takes the last one, whichever field says when it was', async () => {
    answers[path('default')] = ok({
      items: [
        { reason: 'A', message: 'first', lastTimestamp: '2026-11-27T08:00:00Z' },
        {
          reason: 'C',
          message: 'last',
          series: { lastObservedTime: '2026-11-27T10:00:00.5Z' },
          lastTimestamp: null,
        },
        { reason: 'B', message: 'second', eventTime: '2026-11-27T09:00:00Z' },
        { reason: 'D' },
      ],
    });
    expect(await reader().lastWarning({ uid: 'u-1', namespace: '' }, spend)).toEqual({
      reason: 'C',
      message: 'last',
    });
  });

  it('does without where it may not be read, and asks again ten minutes later', async () => {
    answers[path('shop')] = { status: 403, body: '' };
    const api = reader();
    const of = { uid: 'u-1', namespace: 'shop' };
    expect(await api.lastWarning(of, spend)).toBeUndefined();
    expect(await api.lastWarning(of, spend)).toBeUndefined();
    expect(asked).toHaveLength(1);
    now = 600_000;
    await api.lastWarning(of, spend);
    expect(asked).toHaveLength(2);
  });
});
