import { bucketOf, digestOf } from '../../../core/status/status-digest';
import { CHANGES, EQUALS, FULL } from './states';

const entries = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `k${index}`, uid: `u${index}`, status: FULL }));
const differing = (one: readonly string[], other: readonly string[]): number[] =>
  one.flatMap((hash, bucket) => (hash === other[bucket] ? [] : [bucket]));

test('nothing has 256 empty buckets', () => {
  expect(digestOf([])).toEqual(Array.from({ length: 256 }, () => ''));
});

test('claims are spread over all buckets', () => {
  const used = new Set(entries(4_000).map(({ key }) => bucketOf(key)));
  expect([Math.min(...used), Math.max(...used), used.size]).toEqual([0, 255, 256]);
});

test('the order of claims does not count, also within a bucket', () => {
  const all = entries(2_000);
  expect(digestOf([...all].reverse())).toEqual(digestOf(all));
});

test.each(CHANGES)('%s changes the bucket of its claim alone', (_what, status) => {
  const all = entries(600);
  const changed = all.map((entry) => (entry.key === 'k5' ? { ...entry, status } : entry));
  expect(differing(digestOf(all), digestOf(changed))).toEqual([bucketOf('k5')]);
});

test.each(EQUALS)('%s have one digest', (_what, one, other) => {
  expect(digestOf([{ key: 'k', status: one }])).toEqual(digestOf([{ key: 'k', status: other }]));
});

test.each([
  ['another UID', { key: 'k', uid: 'v', status: FULL }],
  ['no UID', { key: 'k', status: FULL }],
])('%s is another claim', (_what, other) => {
  expect(differing(digestOf([{ key: 'k', uid: 'u', status: FULL }]), digestOf([other]))).toEqual([
    bucketOf('k'),
  ]);
});

test('a claim that is missing, or there twice, is seen', () => {
  const all = entries(600);
  const one = all[7]!;
  expect(differing(digestOf(all), digestOf(all.filter((each) => each !== one)))).toEqual([bucketOf(one.key)]);
  expect(differing(digestOf(all), digestOf([...all, one]))).toEqual([bucketOf(one.key)]);
});

test('words do not run into the fields beside them', () => {
  const status = (reason: string, message: string) => ({
    statusMessage: '',
    ready: { status: 'True' as const, reason, message },
  });
  expect(digestOf([{ key: 'k', status: status('a","b', 'c') }])).not.toEqual(
    digestOf([{ key: 'k', status: status('a', 'b","c') }]),
  );
});

test('is the same in every version: informer and collector are not replaced together', () => {
  expect(digestOf([{ key: 'k', uid: 'u', status: FULL }])[bucketOf('k')]).toMatchInlineSnapshot(
    `"c4cf2be062dff773186bbabc086f2969"`,
  );
});
