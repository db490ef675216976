import type { JsonObject } from '../../../core/claim-model';
import { collectorState } from '../../../toolkit/status/collector-states';

const entry = (more: JsonObject): JsonObject => ({
  cluster: 'prod',
  claimRef: 'shop/orders',
  statusMessage: 'Ready',
  receivedAt: '2026-11-27T09:15:00Z',
  ...more,
});
const typed = (more: JsonObject): JsonObject =>
  entry({ apiVersion: 'acme.io/v1', kind: 'Database', ...more });
const FALSE = { status: 'False', reason: 'Unavailable', message: 'waiting' };
const TRUE = { status: 'True', reason: 'Available' };
const CAUSE = { kind: 'Instance', name: 'orders-x', reason: 'Quota', message: 'no more' };

describe('a state that a collector lists', () => {
  test.each<[title: string, listed: JsonObject, status: string, message: string, since: string | null]>([
    ['True', typed({ ready: TRUE }), 'active', 'Ready', null],
    [
      'True, not synced',
      typed({ ready: TRUE, synced: { status: 'False', reason: 'ReconcileError' } }),
      'active',
      'Ready, but not synced: ReconcileError',
      null,
    ],
    ['False', typed({ ready: FALSE }), 'error', 'Unavailable: waiting', null],
    [
      'False with a cause',
      typed({ ready: FALSE, cause: CAUSE }),
      'error',
      'Instance orders-x: Quota: no more',
      null,
    ],
    [
      'made for the first time',
      typed({ ready: { status: 'False', reason: 'Creating' } }),
      'creating',
      'Creating',
      null,
    ],
    [
      'failing while it is made',
      typed({ ready: { status: 'False', reason: 'Creating' }, cause: CAUSE }),
      'error',
      'Instance orders-x: Quota: no more',
      null,
    ],
    ['Unknown', typed({ ready: { status: 'Unknown' } }), 'unknown', 'no reason is given', null],
    ['without Ready', typed({}), 'creating', 'no condition Ready yet', null],
    [
      'without Ready, with a cause',
      typed({ cause: CAUSE }),
      'error',
      'Instance orders-x: Quota: no more',
      null,
    ],
    [
      'without Ready, not synced',
      typed({ synced: { status: 'False', reason: 'ReconcileError' } }),
      'error',
      'not synced: ReconcileError',
      null,
    ],
    ['of the original', entry({ statusMessage: 'Ready=False' }), 'error', 'Ready=False', null],
    [
      'of the original, with a sentence',
      entry({ statusMessage: 'all is fine' }),
      'unknown',
      'all is fine',
      null,
    ],
    ['published as before', typed({ ready: FALSE, published: { ready: TRUE } }), 'active', 'Ready', null],
    [
      'flapping',
      typed({ ready: TRUE, published: { ready: FALSE, flapping: 7 } }),
      'error',
      'flapping (7)',
      null,
    ],
    [
      'going',
      typed({ ready: TRUE, deletionTimestamp: '2026-11-27T08:00:00Z' }),
      'deleting',
      'is being deleted',
      '2026-11-27T08:00:00Z',
    ],
    [
      'silent',
      typed({ ready: TRUE, unknownSince: '2026-11-27T07:00:00Z' }),
      'unknown',
      'no report came from the cluster',
      '2026-11-27T07:00:00Z',
    ],
    [
      'unreadable',
      typed({ ready: TRUE, unreadableSince: '2026-11-27T06:00:00Z' }),
      'unknown',
      'its kind cannot be read',
      '2026-11-27T06:00:00Z',
    ],
  ])('%s', (_, listed, status, message, since) => {
    expect(collectorState(listed)).toMatchObject({
      claim: 'shop/orders',
      namespace: 'shop',
      name: 'orders',
      cluster: 'prod',
      status,
      message,
      seenAt: '2026-11-27T09:15:00Z',
    });
    expect(collectorState(listed)?.since ?? null).toBe(since);
  });

  test('tells the objects on the way to what fails, not too many', () => {
    const link = { kind: 'XDatabase', name: 'orders' };
    const chain = [link, 'x', { kind: 'Instance' }, ...Array<JsonObject>(99).fill(link)];
    const state = collectorState(typed({ ready: FALSE, cause: { ...CAUSE, chain } }));
    expect(state?.chain?.[0]).toEqual(link);
    expect(state?.chain?.length).toBeLessThanOrEqual(16);
  });

  test.each([null, 7, 'x', [], {}, { cluster: 'prod' }, { cluster: 1, claimRef: 'a/b' }])(
    'is none of %j',
    (value) => {
      expect(collectorState(value as never)).toBeUndefined();
    },
  );
});
