import type { ClaimReport } from '../../../core/status/claim-status';
import { type Applied, applyReport, isNewer, withoutClaim } from '../../../collector/store/apply-report';
import { DAMPING } from '../../../collector/store/damping';
import type { StoredStatus } from '../../../collector/store/stored-status';

const at = (epoch: number, sequence: number) => ({ order: { epoch, sequence } });
const report = (more: Partial<ClaimReport> = {}): ClaimReport => ({
  cluster: 'prod',
  claimRef: 'shop/one',
  identity: { apiVersion: 'acme.io/v1', kind: 'Database', namespace: 'shop', name: 'one' },
  statusMessage: 'm',
  ready: { status: 'True' },
  ...more,
});

/** What reports make of nothing, one after the other, a second apart. */
function after(...reports: Partial<ClaimReport>[]): Applied & { stored: StoredStatus | undefined } {
  let stored: StoredStatus | undefined;
  let applied: Applied = { outcome: 'stale' };
  for (const [index, more] of reports.entries()) {
    applied = applyReport(stored, report(more), 1_000 * (index + 1), DAMPING);
    stored = applied.next ?? stored;
  }
  return { ...applied, stored };
}

describe('the order of reports', () => {
  it.each<[string, Partial<ClaimReport>, Partial<ClaimReport>, Applied['outcome']]>([
    ['a later sequence is taken', at(1, 1), at(1, 2), 'refreshed'],
    ['an equal sequence is stale', at(1, 1), at(1, 1), 'stale'],
    [
      'an equal sequence with another message is stale',
      at(1, 1),
      { ...at(1, 1), statusMessage: 'n' },
      'stale',
    ],
    ['an earlier sequence is stale', at(1, 2), { ...at(1, 1), statusMessage: 'n' }, 'stale'],
    ['a later epoch is taken whatever its sequence', at(1, 9), at(2, 0), 'refreshed'],
    ['an earlier epoch is stale whatever its sequence', at(2, 0), at(1, 9), 'stale'],
    ['one without an order cannot be placed after one with it', at(1, 1), {}, 'unordered'],
    ['one with an order comes after one without', {}, at(1, 0), 'refreshed'],
    ['without any order the last one counts', {}, { statusMessage: 'n' }, 'stored'],
    [
      'the clock of the informer decides nothing',
      { ...at(1, 1), observedAt: '2030-01-01T00:00:00Z' },
      { ...at(1, 2), observedAt: '1999-01-01T00:00:00Z' },
      'refreshed',
    ],
    [
      'a generation decides nothing',
      { ...at(1, 1), generation: 9 },
      { ...at(1, 2), generation: 1 },
      'stored',
    ],
  ])('%s', (_what, first, second, outcome) => {
    expect(after(first, second).outcome).toBe(outcome);
  });

  it.each([
    [at(1, 2), at(1, 1), true],
    [at(1, 1), at(1, 1), false],
    [at(2, 0), at(1, 9), true],
    [at(1, 9), at(2, 0), false],
  ])('%j after %j: %p', ({ order }, { order: than }, wanted) => {
    expect(isNewer(order, than)).toBe(wanted);
  });

  it('a stale report changes nothing at all', () => {
    const { stored, ...applied } = after(at(1, 2), { ...at(1, 1), statusMessage: 'n' });
    expect(applied).toEqual({ outcome: 'stale' });
    expect(stored?.status.statusMessage).toBe('m');
  });
});

describe('UIDs', () => {
  it.each<[string, Partial<ClaimReport>[], object]>([
    ['another one buries the one before', [{ uid: 'a' }, { uid: 'b' }], { uid: 'b', deadUids: ['a'] }],
    ['one that was replaced does not return', [{ uid: 'a' }, { uid: 'b' }, { uid: 'a' }], { uid: 'b' }],
    [
      'one that was deleted does not return',
      [{ uid: 'a' }, { uid: 'a', deleted: true }, { uid: 'a' }],
      { deletedAt: 2_000 },
    ],
    [
      'one that was deleted before anybody heard of it does not come',
      [{ uid: 'a', deleted: true }, { uid: 'a' }],
      { deletedAt: 1_000 },
    ],
    [
      'a dead one does not return in a later epoch',
      [
        { uid: 'a', ...at(1, 1) },
        { uid: 'b', ...at(1, 2) },
        { uid: 'a', ...at(2, 1) },
      ],
      { uid: 'b', order: { epoch: 1, sequence: 2 } },
    ],
    ['a report without one keeps it', [{ uid: 'a' }, {}], { uid: 'a' }],
    ['the first one that is known is no other object', [{}, { uid: 'a' }], { uid: 'a', deadUids: [] }],
    [
      'a claim comes back under another one',
      [{ uid: 'a' }, { deleted: true }, { uid: 'b' }],
      { uid: 'b', isLive: true },
    ],
    ['a claim without any may come back', [{}, { deleted: true }, {}], { isLive: true }],
    [
      'a tombstone without one buries the one that is known',
      [{ uid: 'a' }, { deleted: true }],
      { deadUids: ['a'] },
    ],
    [
      'a tombstone of an object that followed buries both',
      [{ uid: 'a' }, { uid: 'b', deleted: true }],
      { deadUids: ['a', 'b'], deletedAt: 2_000 },
    ],
    [
      'a second tombstone keeps the time of the first',
      [{ uid: 'a' }, { deleted: true }, { deleted: true }],
      { deletedAt: 2_000 },
    ],
  ])('%s', (_what, reports, wanted) => {
    const { stored } = after(...reports);
    expect({ ...stored, isLive: stored?.deletedAt === undefined }).toMatchObject(wanted);
  });

  it('of the dead the last 256 are remembered', () => {
    const { stored } = after(...Array.from({ length: 400 }, (_, index) => ({ uid: `u${index}` })));
    expect([stored?.deadUids.length, stored?.deadUids[0], stored?.deadUids.at(-1)]).toEqual([
      256,
      'u143',
      'u398',
    ]);
    const buried = Array.from({ length: 400 }, (_, index) => ({ uid: `u${index}`, deleted: true as const }));
    expect(after(...buried).stored?.deadUids).toHaveLength(256);
  });
});

describe('outcomes and transitions', () => {
  it.each<[string, Partial<ClaimReport>[], Applied['outcome'], object | undefined]>([
    ['the first report is one', [{}], 'stored', { at: 1_000, ready: 'True', statusMessage: 'm' }],
    ['the same again is none', [{}, {}], 'refreshed', undefined],
    ['another message is none', [{}, { statusMessage: 'n' }], 'stored', undefined],
    ['another reason is none', [{}, { ready: { status: 'True', reason: 'r' } }], 'stored', undefined],
    ['a generation is none', [{}, { generation: 2 }], 'stored', undefined],
    ['another Ready is one', [{}, { ready: { status: 'False' } }], 'stored', { ready: 'False' }],
    [
      'another Synced is one',
      [{}, { synced: { status: 'False', reason: 's' } }],
      'stored',
      { synced: 'False', reason: 's' },
    ],
    [
      'the reason is that of what is bad',
      [{}, { ready: { status: 'False', reason: 'r' }, synced: { status: 'True', reason: 's' } }],
      'stored',
      { reason: 'r' },
    ],
    [
      'the reason of a cause says more',
      [{}, { ready: { status: 'False', reason: 'r' }, cause: { kind: 'K', name: 'n', reason: 'c' } }],
      'stored',
      { reason: 'c' },
    ],
    ['a tombstone is one', [{}, { deleted: true }], 'stored', { deleted: true, statusMessage: 'm' }],
    ['a second tombstone is none', [{}, { deleted: true }, { deleted: true }], 'refreshed', undefined],
    ['another object is one', [{ uid: 'a' }, { uid: 'b' }], 'stored', { ready: 'True' }],
    ['a claim that comes back is one', [{}, { deleted: true }, {}], 'stored', { ready: 'True' }],
  ])('%s', (_what, reports, outcome, transition) => {
    const applied = after(...reports);
    expect(applied.outcome).toBe(outcome);
    if (transition === undefined) expect(applied.transition).toBeUndefined();
    else expect(applied.transition).toMatchObject(transition);
  });

  it('of the original’s format every other message is one: it says nothing else', () => {
    const legacy = { identity: undefined, ready: undefined };
    expect(after(legacy, { ...legacy, statusMessage: 'n' }).transition).toMatchObject({ statusMessage: 'n' });
    expect(after(legacy, legacy).transition).toBeUndefined();
  });
});

it('a claim that a list does not hold is gone with its last words, and its UID is dead', () => {
  const { stored } = after({ uid: 'a', ...at(1, 1) });
  const { next, outcome, transition } = withoutClaim(stored, { ...stored!, ...at(1, 5) }, 9_000);
  expect({ outcome, transition }).toMatchObject({
    outcome: 'stored',
    transition: { at: 9_000, deleted: true },
  });
  expect(next).toMatchObject({
    deletedAt: 9_000,
    deadUids: ['a'],
    ...at(1, 5),
    status: { statusMessage: 'm' },
  });
});
