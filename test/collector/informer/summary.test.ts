import fc from 'fast-check';
import { claimKindOf } from '../../../collector/informer/summary/object-references';
import { SharedText } from '../../../collector/informer/summary/shared-text';
import { namesOf, summarize } from '../../../collector/informer/summary/summarize';
import type { ClaimSummary } from '../../../collector/informer/claim-summary';

const KIND = { group: 'g', version: 'v1', resource: 'databases', kind: 'Database', namespaced: true };
const metadata = { name: 'orders', namespace: 'shop', uid: 'u-1', resourceVersion: '7', generation: 3 };

function summaryOf(object: object): ClaimSummary {
  const whole = { metadata, ...object };
  return summarize(whole, namesOf(whole)!, KIND, new SharedText());
}
const withConditions = (...conditions: unknown[]): ClaimSummary => summaryOf({ status: { conditions } });

describe('the summary of an object', () => {
  it.each([
    ['Ready=True', [{ type: 'Ready', status: 'True' }]],
    ['all is well', [{ type: 'Ready', status: 'True', message: 'all is well' }]],
    ['Ready=False', [{ type: 'Ready', status: 'False', message: '' }]],
    ['no Ready condition found', [{ type: 'Synced', status: 'False', message: 'boom' }]],
    ['no Ready condition found', ['Ready', null, 7]],
    ['no status conditions available', []],
    [
      'first',
      [
        { type: 'Ready', status: 'True', message: 'first' },
        { type: 'Ready', message: 'second' },
      ],
    ],
  ])('says %p as the original does', (message, conditions) => {
    expect(withConditions(...conditions).originalMessage).toBe(message);
  });

  it.each([[{}], [{ status: null }], [{ status: { conditions: 'none' } }], [{ status: [] }]])(
    'of %j has no conditions',
    (object) => {
      expect(summaryOf(object)).toMatchObject({ originalMessage: 'no status conditions available' });
      expect(summaryOf(object)).not.toHaveProperty('ready');
    },
  );

  it('has Ready and Synced with reason, message and time, and the oldest generation they speak of', () => {
    const summary = withConditions(
      { type: 'Synced', status: 'False', reason: 'ReconcileError', message: 'boom', observedGeneration: 2 },
      {
        type: 'Ready',
        status: 'True',
        reason: 'Available',
        lastTransitionTime: '2026-11-27T10:00:00Z',
        observedGeneration: 3,
      },
    );
    expect(summary).toMatchObject({
      generation: 3,
      observedGeneration: 2,
      ready: { status: 'True', reason: 'Available', message: '', lastTransitionTime: '2026-11-27T10:00:00Z' },
      synced: { status: 'False', reason: 'ReconcileError', message: 'boom' },
    });
    expect(withConditions({ type: 'Ready', status: 'Yes' }).ready?.status).toBe('Unknown');
  });

  it('has the references of claims, of composites and of composites of v2', () => {
    const one = { apiVersion: 'g/v1', kind: 'X', name: 'x-1' };
    expect(summaryOf({ spec: { resourceRef: one } })).toMatchObject({ composite: one, composed: [] });
    expect(summaryOf({ spec: { resourceRefs: [one, 'x', { kind: 'Bucket' }] } }).composed).toEqual([
      one,
      { apiVersion: '', kind: 'Bucket', name: '' },
    ]);
    expect(
      summaryOf({ spec: { crossplane: { resourceRefs: [{ ...one, namespace: 'n' }] } } }).composed,
    ).toEqual([{ ...one, namespace: 'n' }]);
    const many = Array.from({ length: 500 }, (_, index) => ({ ...one, name: `x-${index}` }));
    expect(summaryOf({ spec: { resourceRefs: many } }).composed).toHaveLength(200);
  });

  it('knows the claim that a composite is bound to', () => {
    const claimRef = { apiVersion: 'g/v1', kind: 'Database', namespace: 'shop', name: 'orders' };
    expect(claimKindOf({ spec: { claimRef } })).toEqual({ group: 'g', kind: 'Database' });
    expect(claimKindOf({ spec: { claimRef: { kind: 'Database' } } })).toBeUndefined();
  });

  it('cuts what is long, and leaves no half of a character', () => {
    const { ready, originalMessage } = withConditions({
      type: 'Ready',
      message: `${'x'.repeat(4095)}😀${'y'.repeat(9000)}`,
    });
    expect(ready?.message).toBe('x'.repeat(4095));
    expect(originalMessage).toBe(ready?.message);
  });

  it('is made of anything without an error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (spec, status) => {
        expect(summaryOf({ spec, status }).name).toBe('orders');
      }),
    );
    for (const object of [
      null,
      7,
      [],
      {},
      { metadata: { name: 'x' } },
      { metadata: { uid: 'x', name: 7 } },
    ]) {
      expect(namesOf(object)).toBeUndefined();
    }
  });
});
