import fc from 'fast-check';
import { claimAnswer } from '../../../../collector/reconciler/answers/claim-answer';
import type { TouchedClaim } from '../../../../collector/reconciler/answers/touched-claim';
import type { ObservedClaim } from '../../../../collector/reconciler/observed/observed-claim';
import { NOW, observed } from '../observed';
import { plain } from './words';

const MINUTE = 60_000;
const MERGED = NOW - 5 * MINUTE;
const declared = {
  key: 'infra/db',
  line: 1,
  template: '',
  name: 'db',
  namespace: 'shop',
  path: '',
  built: [],
};
const created: TouchedClaim = { change: 'created', isSpecChanged: true, declared };
const changed: TouchedClaim = { change: 'changed', isSpecChanged: true, declared };
const relabelled: TouchedClaim = { change: 'changed', isSpecChanged: false, declared };
const removed: TouchedClaim = { change: 'removed', isSpecChanged: true, declared };

const ready = { statusMessage: '', ready: { status: 'True' }, synced: { status: 'True' } } as const;
const quota = { kind: 'Instance', name: 'db-x', reason: 'Quota', message: 'no more' };
/** Known for long, of generation 7. */
const old: Partial<ObservedClaim> = {
  status: { ...ready, generation: 7 },
  generationAt: MERGED - 60 * MINUTE,
  readyChangedAt: MERGED - 50 * MINUTE,
};
const isNew = { wasReady: false, firstSeenAt: MERGED + MINUTE, generationAt: MERGED + MINUTE };
const eight = { ...old, generationAt: MERGED + MINUTE };

function said(
  touched: TouchedClaim,
  claim: Partial<ObservedClaim> | undefined,
  later = 0,
): readonly [string, boolean] {
  const of = claim === undefined ? undefined : observed('db', claim);
  const { words, isDone } = claimAnswer(touched, of, { mergedAt: MERGED, now: NOW + later });
  return [plain(words), isDone];
}

describe('what is said of a claim after a merge', () => {
  it.each<[string, TouchedClaim, Partial<ObservedClaim> | undefined, string, boolean]>([
    ['a new one of which nothing is heard', created, undefined, 'waiting', false],
    [
      'a new one that is creating',
      created,
      { ...isNew, status: { statusMessage: '', ready: { status: 'False', reason: 'Creating' } } },
      '`Creating`',
      false,
    ],
    [
      'a new one that fails',
      created,
      { ...isNew, status: { ...ready, ready: { status: 'False' }, cause: quota } },
      '`Instance db-x: Quota: no more`',
      false,
    ],
    [
      'a new one that is Ready',
      created,
      { ...isNew, readyChangedAt: MERGED + 192_000, status: { ...ready, generation: 3 } },
      'Ready in 3 min 12 s',
      true,
    ],
    [
      'a new one whose format has no generation',
      created,
      { firstSeenAt: MERGED + MINUTE, readyChangedAt: MERGED + MINUTE },
      'Ready in 1 min',
      true,
    ],
    [
      'a new one that was seen a moment before the second in which the forge says that it was merged',
      created,
      { ...old, firstSeenAt: MERGED - 900, generationAt: MERGED - 900, readyChangedAt: MERGED + 60_000 },
      'Ready in 1 min',
      true,
    ],
    [
      'a new one that was there a minute before',
      created,
      { ...old, firstSeenAt: MERGED - MINUTE },
      'waiting',
      false,
    ],
    [
      'a changed one of which its old generation was seen first a moment before',
      changed,
      { ...old, firstSeenAt: MERGED - 900, generationAt: MERGED - 900 },
      'waiting',
      false,
    ],
    ['a new one of whose name one is Ready since long ago', created, old, 'waiting', false],
    ['a new one that was gone before', created, { goneSince: MERGED - 1 }, 'waiting', false],
    ['a changed one with its old Ready', changed, old, 'waiting', false],
    [
      'a changed one that was reported again as it was',
      changed,
      { ...old, receivedAt: NOW },
      'waiting',
      false,
    ],
    [
      'a changed one that stayed Ready',
      changed,
      { ...eight, status: { ...ready, generation: 8 } },
      'Ready in 1 min',
      true,
    ],
    [
      'a changed one that its controller has not looked at',
      changed,
      { ...eight, status: { ...ready, generation: 8, observedGeneration: 7 } },
      'waiting',
      false,
    ],
    [
      'a changed one that is Ready and fails below',
      changed,
      { ...eight, status: { ...ready, cause: quota, generation: 8 } },
      '`Ready, but Instance db-x: Quota: no more`',
      false,
    ],
    [
      'a changed one that flaps',
      changed,
      { ...eight, status: { ...ready, generation: 8, flapping: 9 } },
      'flapping',
      false,
    ],
    [
      'a changed one that was replaced by another object',
      changed,
      {
        ...isNew,
        isSuccessor: true,
        status: { ...ready, generation: 2 },
        readyChangedAt: MERGED + 2 * MINUTE,
      },
      'Ready in 2 min',
      true,
    ],
    [
      'a changed one in a cluster of which nothing is heard',
      changed,
      { ...old, silentSince: NOW },
      '`no report came from the cluster since 2026-11-27T10:00:00Z`',
      false,
    ],
    [
      'a changed one of which nothing was known before',
      changed,
      { ...isNew, status: { ...ready, generation: 7 } },
      'waiting',
      false,
    ],
    [
      'a relabelled one without a report since, whose informer would have told of a change',
      relabelled,
      { ...old, receivedAt: MERGED, heardAt: MERGED + 1 },
      'Ready',
      true,
    ],
    [
      'a changed one without a report since, whose informer was heard',
      changed,
      { ...old, heardAt: MERGED + 1 },
      'waiting',
      false,
    ],
    ['a relabelled one without a report since', relabelled, { ...old, receivedAt: MERGED }, 'waiting', false],
    ['a relabelled one with any report since', relabelled, { ...old, receivedAt: MERGED + 1 }, 'Ready', true],
    ['a removed one that is there', removed, old, 'waiting', false],
    ['a removed one that is gone', removed, { goneSince: MERGED + 40_000 }, 'gone in 40 s', true],
    ['a removed one that was gone before', removed, { goneSince: MERGED - 1 }, 'gone', true],
    ['a removed one that is being deleted', removed, { isDeleting: true }, '`is being deleted`', false],
  ])('%s', (_, touched, claim, words, isDone) => {
    expect(said(touched, claim)).toEqual([words, isDone]);
  });

  it.each<[string, TouchedClaim, Partial<ObservedClaim> | undefined, string]>([
    ['a new one', created, undefined, 'not applied yet'],
    ['a changed one', changed, old, 'not applied yet (generation 7)'],
    ['one without a generation', changed, {}, 'not known whether it is applied'],
    [
      'one of which nothing was known before',
      changed,
      { ...isNew, status: { ...ready, generation: 7 } },
      'not known whether it is applied (generation 7)',
    ],
    [
      'one that its controller does not look at',
      changed,
      { ...eight, status: { ...ready, generation: 8, observedGeneration: 7 } },
      'not reconciled yet (generation 8)',
    ],
    ['a removed one', removed, old, 'still there'],
    ['a removed one of which nothing is known', removed, undefined, 'no cluster has reported it'],
  ])('after ten minutes of waiting: %s', (_, touched, claim, words) => {
    expect(said(touched, claim, 5 * MINUTE - 1)[0]).toBe('waiting');
    expect(said(touched, claim, 5 * MINUTE)).toEqual([words, false]);
  });

  it.each([
    ['first reported in the second of the merge, after an earlier one', 500, -3_600_000, 'Ready', true],
    ['first reported in that second, as all that is known', 500, 500, 'waiting', false],
    ['first reported in the second before', -1, -3_600_000, 'waiting', false],
  ])('of a changed one counts a generation %s', (_, at, firstSeen, words, isDone) => {
    // The forge says the second; its end is what is reckoned with.
    const [second, mergedAt] = [MERGED, MERGED + 999];
    const claim = observed('db', {
      status: { ...ready, generation: 8 },
      firstSeenAt: second + firstSeen,
      generationAt: second + at,
    });
    const answer = claimAnswer(changed, claim, { mergedAt, now: NOW });
    expect([plain(answer.words), answer.isDone]).toEqual([words, isDone]);
  });

  it('is never Ready by a generation that was known before the merge', () => {
    const time = fc.integer({ min: MERGED - 1000, max: MERGED });
    fc.assert(
      fc.property(
        time,
        time,
        fc.integer({ min: 0, max: 2 * 86_400_000 }),
        fc.boolean(),
        (seen, at, later, is) => {
          const claim = {
            firstSeenAt: Math.min(seen, at),
            generationAt: at,
            readyChangedAt: MERGED + later,
            receivedAt: NOW + later,
            isSuccessor: is,
            status: { ...ready, generation: 7 },
          };
          expect(said(changed, claim, later)[1]).toBe(false);
          // Of a new one a moment before the merge is not told from it.
          const earlier = { ...claim, firstSeenAt: claim.firstSeenAt - 5_000, generationAt: at - 5_000 };
          expect(said(created, earlier, later)[1]).toBe(false);
        },
      ),
    );
  });
});
