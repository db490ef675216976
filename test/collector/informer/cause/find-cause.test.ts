import type { Cause } from '../../../../core/status/claim-status';
import type { ClaimSummary } from '../../../../collector/informer/claim-summary';
import { causeSignature } from '../../../../collector/informer/cause/cause-of-walk';
import { disagrees, findCause } from '../../../../collector/informer/cause/find-cause';
import { walkClaim } from '../../../../collector/informer/cause/walk-claim';
import { claimOf, waitingClaim } from '../../../fixtures/informer/claims';
import { ObjectWorld, refTo } from '../../../fixtures/informer/object-world';

const NOW = Date.UTC(2026, 10, 27, 9);
const OK = [
  ['Ready', 'True', 'Available'],
  ['Synced', 'True', 'ReconcileSuccess'],
] as const;
const CREATING = [
  ['Ready', 'False', 'Creating', 'Unready resources: bucket'],
  ['Synced', 'True', 'ReconcileSuccess'],
] as const;
const DENIED = [
  ['Ready', 'False', 'Creating'],
  ['Synced', 'False', 'ReconcileError', 'create failed: AccessDenied'],
] as const;

let world: ObjectWorld;
beforeEach(() => {
  world = new ObjectWorld();
});

async function causeFor(claim: ClaimSummary, more: object = {}): Promise<Cause | undefined> {
  const spend = (): Promise<void> => Promise.resolve();
  const walked = await walkClaim(claim, { reader: world, spend, isWanted: () => true });
  if (walked.type !== 'walk') throw new Error(walked.type);
  return findCause(walked.walk, { isHealthy: false, now: NOW, ...more }, world, spend);
}
/** A claim of v1 whose composite has these below it. */
function v1(refs: readonly object[], conditions: Parameters<ObjectWorld['add']>[1] = CREATING): ClaimSummary {
  return waitingClaim('orders', {
    composite: world.add(refTo('XDatabase', 'orders-x'), conditions, { refs }),
  });
}

describe('the cause of a claim that waits', () => {
  it('is the object three levels down that is not synced, with the way to it', async () => {
    const bucket = world.add(refTo('Bucket', 'b'), DENIED);
    const inner = world.add(refTo('XStorage', 'inner'), CREATING, { refs: [bucket] });
    const ready = world.add(refTo('Role', 'r'), OK);
    expect(await causeFor(v1([ready, inner]))).toEqual({
      apiVersion: 'acme.io/v1',
      kind: 'Bucket',
      name: 'b',
      reason: 'ReconcileError',
      message: 'create failed: AccessDenied',
      chain: [refTo('XDatabase', 'orders-x'), refTo('XStorage', 'inner'), refTo('Bucket', 'b')],
    });
  });

  it('is found below a composite of v2, in its namespace', async () => {
    world.add(refTo('Bucket', 'b', 'shop'), DENIED);
    world.add(refTo('XStorage', 'inner', 'shop'), CREATING, { refs: [refTo('Bucket', 'b')], isV2: true });
    const claim = waitingClaim('orders', { composed: [refTo('XStorage', 'inner')] });
    expect(await causeFor(claim)).toMatchObject({
      kind: 'Bucket',
      namespace: 'shop',
      chain: [{ kind: 'XStorage' }, { kind: 'Bucket' }],
    });
  });

  it('ignores a namespace in the reference to a composite, which is cluster-scoped', async () => {
    const claim = v1([world.add(refTo('Bucket', 'b'), DENIED)]);
    const composite = { ...refTo('XDatabase', 'orders-x'), namespace: 'shop' };
    expect(await causeFor({ ...claim, composite })).toMatchObject({ kind: 'Bucket' });
  });

  it('is the composite whose own pass failed, which the claim does not say', async () => {
    const failed = [
      ['Synced', 'False', 'ReconcileError', 'cannot select Composition'],
      ['Ready', 'False', 'Creating'],
    ] as const;
    expect(await causeFor(v1([], failed))).toMatchObject({
      kind: 'XDatabase',
      message: 'cannot select Composition',
    });
  });

  it('says what may not be read, never that it is fine', async () => {
    world.set(refTo('Bucket', 'b'), { type: 'forbidden' });
    expect(await causeFor(v1([refTo('Bucket', 'b'), world.add(refTo('Role', 'r'), OK)]))).toMatchObject({
      kind: 'Bucket',
      reason: 'Forbidden',
      message: 'not allowed to read Bucket b',
    });
    const role = world.add(refTo('Role', 'r'), DENIED);
    expect(await causeFor(v1([refTo('Bucket', 'b'), role]))).toMatchObject({ kind: 'Role' });
  });

  it('says what is gone, or was never made', async () => {
    expect(await causeFor(v1([refTo('Bucket', 'gone')]))).toMatchObject({
      kind: 'Bucket',
      reason: 'NotFound',
      message: 'Bucket gone does not exist',
    });
    expect(await causeFor(v1([{ apiVersion: 'acme.io/v1', kind: 'Bucket' }]))).toMatchObject({
      kind: 'Bucket',
      name: 'not created yet',
      reason: 'NotCreated',
    });
    const young = world.add(refTo('XDatabase', 'young'), [['Ready', 'False', 'Creating']], {
      refs: [refTo('Bucket', 'soon')],
      metadata: { creationTimestamp: new Date(NOW - 20_000).toISOString() },
    });
    expect(await causeFor(waitingClaim('orders', { composite: young }))).toMatchObject({ kind: 'XDatabase' });
    expect(await causeFor(waitingClaim('orders', { composite: refTo('XDatabase', 'none') }))).toMatchObject({
      reason: 'NotFound',
    });
  });

  it('ends where references lead in a circle', async () => {
    const [a, b] = [refTo('XStorage', 'a'), refTo('XStorage', 'b')];
    world.add(a, CREATING, { refs: [b, a, refTo('XDatabase', 'orders-x')] });
    world.add(b, DENIED, { refs: [a] });
    expect(await causeFor(v1([a, b]))).toMatchObject({ kind: 'XStorage', name: 'b' });
    expect(world.read).toHaveLength(3);
  });

  it('looks at 200 objects and six levels, and says so', async () => {
    const many = Array.from({ length: 412 }, (_each, index) => refTo('Bucket', `b${index}`));
    for (const reference of many) world.add(reference, [['Ready', 'False', 'Creating', 'slow']]);
    expect((await causeFor(v1(many)))?.message).toBe('slow (200 of 413 objects checked)');
    expect(world.read).toHaveLength(200);

    world.read.length = 0;
    for (let level = 10; level > 0; level--) {
      world.add(refTo('XLevel', `${level}`), CREATING, { refs: [refTo('XLevel', `${level + 1}`)] });
    }
    expect((await causeFor(v1([refTo('XLevel', '1')])))?.name).toBe('5');
    expect(world.read).toHaveLength(6);
  });

  it('prefers the words of an operation that failed, and of other families of objects', async () => {
    const upjet = world.add(refTo('Bucket', 'b'), [
      ['Ready', 'False', 'Creating'],
      ['Synced', 'True', 'ReconcileSuccess'],
      ['LastAsyncOperation', 'False', 'AsyncCreateFailure', 'quota exceeded'],
    ]);
    expect(await causeFor(v1([upjet]))).toMatchObject({
      reason: 'AsyncCreateFailure',
      message: 'quota exceeded',
    });
    const deployment = world.add(refTo('Deployment', 'd'), [
      ['Available', 'False', 'MinimumReplicasUnavailable', 'no pods'],
    ]);
    expect(await causeFor(v1([deployment]))).toMatchObject({ kind: 'Deployment', message: 'no pods' });
    const job = world.add(refTo('Job', 'j'), [['Failed', 'True', 'BackoffLimitExceeded', 'too often']]);
    expect(await causeFor(v1([job]))).toMatchObject({ kind: 'Job', reason: 'BackoffLimitExceeded' });
  });

  it('says that an object is paused only where nothing fails', async () => {
    const paused = world.add(refTo('Bucket', 'b'), [['Synced', 'False', 'ReconcilePaused']]);
    expect(await causeFor(v1([paused]))).toMatchObject({ reason: 'ReconcilePaused', kind: 'Bucket' });
    const silent = world.add(refTo('Role', 'r'), [['Ready', 'False', 'Creating', 'still']]);
    expect(await causeFor(v1([paused, silent]))).toMatchObject({ kind: 'Role' });
  });

  it('is the composite with the objects that never say that they are ready, where nothing below fails', async () => {
    world.add({ apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' }, []);
    const refs = [
      { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' },
      world.add(refTo('Role', 'r'), OK),
    ];
    expect((await causeFor(v1(refs)))?.message).toBe(
      'Unready resources: bucket; without a condition Ready: ConfigMap settings',
    );
  });

  it('reads no Secret', async () => {
    await causeFor(v1([{ apiVersion: 'v1', kind: 'Secret', name: 's' }]));
    expect(world.read).toEqual(['XDatabase orders-x']);
  });

  it('takes the last warning where the message points to events', async () => {
    const claim = v1(
      [],
      [['Synced', 'False', 'ReconcileError', 'some resources were invalid, check events']],
    );
    world.events.set('uid-XDatabase-orders-x', {
      reason: 'ComposeResources',
      message: 'spec.size: must be positive',
    });
    expect(await causeFor(claim)).toMatchObject({
      kind: 'XDatabase',
      reason: 'ComposeResources',
      message: 'spec.size: must be positive',
    });
    world.events.clear();
    expect((await causeFor(claim))?.message).toBe('some resources were invalid, check events');
  });

  it('names what a deletion waits for', async () => {
    const bucket = world.add(refTo('Bucket', 'b'), OK, {
      metadata: { finalizers: ['x'], deletionTimestamp: '2026-11-27T08:00:00Z' },
    });
    const claim = { ...v1([bucket, refTo('Role', 'gone')]), deletionTimestamp: '2026-11-27T08:00:00Z' };
    expect((await causeFor(claim))?.message).toBe('the deletion waits for Bucket b');
  });

  it('is nothing for a claim that is not bound, or whose objects are all well', async () => {
    expect(await causeFor(waitingClaim('orders'))).toBeUndefined();
    expect(await causeFor(v1([world.add(refTo('Role', 'r'), OK)], OK))).toBeUndefined();
  });

  it('holds no secret, no control character and at most 512 characters of a message', async () => {
    const message = `login failed\u001b[31m for postgres://admin:hunter2hunter2@db/orders\n${'x'.repeat(20_000)}`;
    const cause = await causeFor(
      v1([world.add(refTo('Bucket', 'b'), [['Synced', 'False', 'ReconcileError', message]])]),
    );
    expect(cause?.message).not.toMatch(/hunter2|[\u0000-\u001f]/);
    expect(cause?.message?.length).toBeLessThanOrEqual(512);
  });
});

describe('a claim that says it is well', () => {
  it('has a cause where a leaf is not synced, and none for what is only not ready or not readable', async () => {
    const leaf = world.add(refTo('Bucket', 'b'), [
      ['Ready', 'True', 'Available'],
      ['Synced', 'False', 'ReconcileError', 'immutable field'],
    ]);
    const claim = claimOf('orders', { composite: world.add(refTo('XDatabase', 'x'), OK, { refs: [leaf] }) });
    expect(await causeFor(claim, { isHealthy: true })).toMatchObject({
      kind: 'Bucket',
      message: 'immutable field',
    });
    world.add(leaf, [['Ready', 'False', 'Creating', 'slow']]);
    expect(await causeFor(claim, { isHealthy: true })).toBeUndefined();
    world.set(leaf, { type: 'forbidden' });
    expect(await causeFor(claim, { isHealthy: true })).toBeUndefined();
  });

  it('is told where its composite says something else for too long', async () => {
    const composite = world.add(refTo('XDatabase', 'x'), OK);
    const claim = waitingClaim('orders', { composite });
    const walked = await walkClaim(claim, {
      reader: world,
      spend: () => Promise.resolve(),
      isWanted: () => true,
    });
    expect(walked.type === 'walk' && disagrees(claim, walked.walk)).toBe(true);
    expect(await causeFor(claim, { disagreesSince: NOW - 90_000 })).toMatchObject({
      kind: 'XDatabase',
      reason: 'Disagrees',
      message:
        'the claim says Ready=False (Waiting), its composite says Ready=True (Available), since 2026-11-27T08:58:30Z',
    });
  });
});

it('takes messages that differ in counters, times and ids for one cause', () => {
  const cause = (message: string): Cause => ({ kind: 'Bucket', name: 'b', message });
  const signature = causeSignature(cause('RequestID: 7f3a-11, retry 4 at 10:00:01 failed'));
  expect(causeSignature(cause('RequestID: 99bc-02, retry 5 at 10:00:31 failed'))).toBe(signature);
  expect(causeSignature(cause('RequestID: 99bc-02, retry 5 at 10:00:31 denied'))).not.toBe(signature);
});
