import { bodyOf, hasSameBody, statusOf } from '../../../collector/store/status-row';
import type { StoredStatus } from '../../../collector/store/stored-status';

const STORED: StoredStatus = {
  cluster: 'prod',
  claimRef: 'shop/one',
  identity: { apiVersion: 'acme.io/v1', kind: 'Database', namespace: 'shop', name: 'one' },
  uid: 'u',
  order: { epoch: 5, sequence: 6 },
  observedAt: '2026-01-01T00:00:00Z',
  receivedAt: 7,
  deletedAt: 8,
  status: { statusMessage: 'm "\u2028\0\ud83d\ude00', ready: { status: 'True' } },
  deadUids: ['a', 'b'],
  published: { ready: { status: 'False' } },
  changedAt: { ready: 3, synced: 4 },
  recentChanges: [1, 2],
  firstSeenAt: 1,
  readyAt: 2,
};
const { cluster, order, observedAt, receivedAt, deletedAt } = STORED;

test('a row gives back what it was made of', () => {
  expect(statusOf({ cluster, order, observedAt, receivedAt, deletedAt }, bodyOf(STORED))).toEqual(STORED);
});

test('a row of the original’s format does, too', () => {
  const { identity: _i, uid: _u, order: _o, observedAt: _a, deletedAt: _d, ...rest } = STORED;
  expect(statusOf({ cluster, receivedAt }, bodyOf(rest))).toEqual(rest);
});

test.each<[string, Partial<StoredStatus>]>([
  ['seen again', { receivedAt: 100, observedAt: undefined }],
  ['of a later order', { order: { epoch: 9, sequence: 1 } }],
  ['of an identity in another object', { identity: { ...STORED.identity! } }],
])('one that is %s has the same body', (_what, more) => {
  const other = { ...STORED, ...more };
  expect(hasSameBody(STORED, other)).toBe(true);
  expect(bodyOf(other)).toBe(bodyOf(STORED));
});

test.each<[string, Partial<StoredStatus>]>([
  ['another status', { status: { statusMessage: 'other' } }],
  ['another UID', { uid: undefined }],
  ['another reference', { claimRef: 'one' }],
  ['another version of the group', { identity: { ...STORED.identity!, apiVersion: 'acme.io/v2' } }],
  ['more of the dead', { deadUids: ['a', 'b', 'c'] }],
  ['something else published', { published: {} }],
  ['a later change', { changedAt: { ready: 5, synced: 4 } }],
  ['more changes', { recentChanges: [1, 2, 3] }],
  ['another beginning', { firstSeenAt: 2 }],
  ['a time of Ready', { readyAt: 3 }],
])('one with %s has another body', (_what, more) => {
  const other = { ...STORED, ...more };
  expect(hasSameBody(STORED, other)).toBe(false);
  expect(bodyOf(other)).not.toBe(bodyOf(STORED));
});
