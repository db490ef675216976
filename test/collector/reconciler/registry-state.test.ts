import { legacyState } from '../../../collector/reconciler/words/legacy-state';
import { isSameMessage, oneLine } from '../../../collector/reconciler/words/message-text';
import { CREATING_FOR, registryState } from '../../../collector/reconciler/words/registry-state';
import { worstState } from '../../../collector/reconciler/words/worst-state';
import type { ObservedClaim } from '../../../collector/reconciler/observed/observed-claim';
import { NOW, observed } from './observed';

const notReady = { status: 'False', reason: 'Waiting', message: 'waits for its composite' } as const;
const isNew = { wasReady: false, firstSeenAt: NOW - 60_000 };

describe('what the registry says of a claim', () => {
  it.each<[string, Partial<ObservedClaim>, string, string]>([
    ['is Ready', {}, 'active', 'Ready'],
    [
      'is Ready, and fails below',
      {
        status: {
          statusMessage: '',
          ready: { status: 'True' },
          cause: { kind: 'Bucket', name: 'b', reason: 'ReconcileError', message: 'denied' },
        },
      },
      'active',
      'Ready, but Bucket b: ReconcileError: denied',
    ],
    [
      'is Ready, not synced',
      {
        status: {
          statusMessage: '',
          ready: { status: 'True' },
          synced: { status: 'False', reason: 'ReconcileError' },
        },
      },
      'active',
      'Ready, but not synced: ReconcileError',
    ],
    [
      'was Ready and is not',
      { status: { statusMessage: '', ready: notReady } },
      'error',
      'not ready: Waiting: waits for its composite',
    ],
    [
      'was never Ready, for a minute',
      { ...isNew, status: { statusMessage: '', ready: notReady } },
      'creating',
      'Waiting: waits for its composite',
    ],
    [
      'was never Ready, for half an hour',
      { ...isNew, firstSeenAt: NOW - CREATING_FOR, status: { statusMessage: '', ready: notReady } },
      'error',
      'not ready: Waiting: waits for its composite',
    ],
    [
      'was never Ready, and something below fails',
      {
        ...isNew,
        status: {
          statusMessage: '',
          ready: notReady,
          cause: { kind: 'Instance', name: 'i', message: 'no quota' },
        },
      },
      'error',
      'Instance i: no quota',
    ],
    [
      'was never Ready, and is not synced',
      {
        ...isNew,
        status: { statusMessage: '', ready: notReady, synced: { status: 'False', message: 'refused' } },
      },
      'error',
      'not synced: refused',
    ],
    [
      'has no conditions yet',
      { ...isNew, status: { statusMessage: 'no status conditions available' } },
      'creating',
      'no condition Ready yet',
    ],
    [
      'never got conditions',
      { ...isNew, firstSeenAt: 0, status: { statusMessage: 'no status conditions available' } },
      'error',
      'not ready: no status conditions available',
    ],
    [
      'says nothing of Ready, and is not synced',
      { ...isNew, status: { statusMessage: '', synced: { status: 'False', reason: 'ReconcileError' } } },
      'error',
      'not synced: ReconcileError',
    ],
    [
      'was Ready, and of which that is not known any more',
      {
        readyChangedAt: NOW - 60_000,
        status: { statusMessage: '', ready: { status: 'Unknown', reason: 'Lost' } },
      },
      'unknown',
      'not known whether it is Ready since 2026-11-27T09:59:00Z: Lost',
    ],
    ['is being deleted', { isDeleting: true }, 'deleting', 'is being deleted'],
    ['is gone', { goneSince: NOW - 1000 }, 'error', 'not in the cluster since 2026-11-27T09:59:59Z'],
    [
      'cannot be read',
      { unreadable: { since: NOW, reason: 'forbidden' } },
      'unknown',
      'cannot be read since 2026-11-27T10:00:00Z: forbidden',
    ],
    [
      'is of a silent cluster',
      { silentSince: NOW },
      'unknown',
      'no report came from the cluster since 2026-11-27T10:00:00Z',
    ],
    ['flaps', { status: { statusMessage: '', ready: notReady, flapping: 12 } }, 'error', 'flapping (12)'],
  ])('that %s', (_, more, status, statusMessage) => {
    expect(registryState(observed('db', more), NOW)).toEqual({ status, statusMessage });
  });

  it.each([
    ['Ready', 'active'],
    ['Ready=True', 'active'],
    ['Ready: True, Synced: True', 'active'],
    ['Ready=False', 'error'],
    ['Ready=Unknown', 'unknown'],
    ['no Ready condition found', 'creating'],
    ['no status conditions available', 'creating'],
    ['waiting for composite resource to become Ready', 'unknown'],
    ['Readying', 'unknown'],
  ])('of which the original’s informer said %s', (message, status) => {
    expect(legacyState(message)).toEqual({ status, statusMessage: message });
  });

  it('of several clusters is the worst, with the name of each', () => {
    const states = [
      { cluster: 'us', state: { status: 'active', statusMessage: 'Ready' } },
      { cluster: 'eu', state: { status: 'error', statusMessage: 'not ready: x' } },
    ] as const;
    expect(worstState(states)).toEqual({ status: 'error', statusMessage: 'eu: not ready: x; us: Ready' });
    expect(worstState(states.slice(0, 1))).toEqual({ status: 'active', statusMessage: 'Ready' });
  });
});

describe('a message in the registry', () => {
  it('is one line without control characters, and not too long', () => {
    expect(oneLine('a\u0000b\r\n c\u2028d\u202ee')).toBe('a b c d e');
    expect(oneLine('😀'.repeat(600)).length).toBeLessThanOrEqual(512);
    expect(Buffer.from(oneLine('😀'.repeat(600))).toString()).not.toContain('\ufffd');
  });

  it.each([
    [
      'RequestID: 9f3a1b2c-77aa-4e51-9f3a-1b2c77aa4e51',
      'RequestID: 0d5c2a51-5e0e-4fdc-9d4b-8f1f6a0a2b1c',
      true,
    ],
    ['retried 12 times', 'retried 13 times', true],
    ['flapping (6)', 'flapping (1200)', true],
    ['denied', 'refused', false],
    ['bucket a is taken', 'bucket b is taken', false],
  ])('%s and %s', (one, other, isSame) => {
    expect(isSameMessage(one, other)).toBe(isSame);
  });
});
