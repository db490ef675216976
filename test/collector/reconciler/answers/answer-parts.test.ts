import fc from 'fast-check';
import {
  answerComment,
  isSameAnswer,
  readAnswerMarker,
} from '../../../../collector/reconciler/answers/answer-comment';
import { durationWords } from '../../../../collector/reconciler/answers/duration-words';
import { ledgerChanges } from '../../../../collector/reconciler/answers/ledger-changes';
import { mergeTime } from '../../../../collector/reconciler/answers/merge-time';
import { isSameSpec } from '../../../../collector/reconciler/answers/same-spec';
import { supersededBy } from '../../../../collector/reconciler/answers/superseded-by';
import { code, phrase } from '../../../../report/view/phrase';
import { plain } from './words';

const ID = ['a', 'b'].map((letter) => letter.repeat(40)) as [string, string];

describe('the claims of a merge', () => {
  const line = (name: string, objectId = ID[0]) => ({
    objectId,
    path: `claims/infra/${name}/database.yaml`,
    construct: `infra/${name}`,
  });
  const names = (before: string[], after: string[]): string[] =>
    ledgerChanges(
      before.map((name) => line(name)),
      after.map((name) => line(name)),
    ).map(({ construct }) => construct);

  it('are those whose lines differ, and no others', () => {
    const changes = ledgerChanges(
      [line('a'), line('b'), line('c')],
      [line('d'), line('b', ID[1]), line('a')],
    );
    expect(changes).toEqual([
      { construct: 'infra/b', before: [line('b').path], after: [line('b').path] },
      { construct: 'infra/c', before: [line('c').path], after: [] },
      { construct: 'infra/d', before: [], after: [line('d').path] },
    ]);
  });

  it('are in any two ledgers the names that one alone has', () => {
    const set = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(set, set, (before, after) => {
        const alone = [...before, ...after].filter((name) => before.includes(name) !== after.includes(name));
        expect(names(before, after)).toEqual(alone.map((name) => `infra/${name}`).sort());
      }),
    );
  });
});

describe('a spec', () => {
  const DB = 'apiVersion: acme.io/v1\nkind: Database\nmetadata:\n  name: db\nspec:\n  size: 1\n  zone: a\n';
  it.each<[string, string, boolean]>([
    ['is written otherwise', DB.replace('size: 1\n  zone: a', 'zone: "a" # here\n  size: 1'), true],
    ['has other labels', DB.replace('name: db', 'name: db\n  labels: {a: b}'), true],
    ['has another value', DB.replace('size: 1', 'size: 2'), false],
    ['is of another object', DB.replace('name: db', 'name: other'), false],
    ['cannot be read', ': {', false],
    ['is gone', '', false],
  ])('that %s', (_, text, isSame) => {
    expect(isSameSpec([DB], [text])).toBe(isSame);
  });
});

it('a later request that touches a claim supersedes each earlier one, the next one first', () => {
  const found = supersededBy([
    { number: 12, mergedAt: 3, keys: ['a', 'b'] },
    { number: 10, mergedAt: 1, keys: ['a', 'c'] },
    { number: 11, mergedAt: 2, keys: ['a'] },
    { number: 13, mergedAt: 3, keys: ['c'] },
  ]);
  expect([...(found.get(10) ?? [])]).toEqual([
    ['a', 11],
    ['c', 13],
  ]);
  expect([...(found.get(11) ?? [])]).toEqual([['a', 12]]);
  expect(found.get(12)?.size).toBe(0);
});

it.each([
  ['at the end of the second that the forge says', 100_000, 95_000, 110_000, 100_999],
  ['never after it was seen, where the clock of the forge is ahead', 900_000, 95_000, 110_000, 110_000],
  ['not long before the look that did not find it, where it is behind', 1_000, 95_000, 110_000, 35_000],
])('a request was merged %s', (_, said, lookedAt, seenAt, at) => {
  expect(mergeTime(said, lookedAt, seenAt)).toBe(at);
});

it.each([
  [-5, '0 s'],
  [40_000, '40 s'],
  [192_000, '3 min 12 s'],
  [180_000, '3 min'],
  [3_600_000 + 59_000, '1 h'],
  [26 * 3_600_000, '1 d 2 h'],
])('%d ms are %s', (milliseconds, words) => {
  expect(plain(durationWords(milliseconds))).toBe(words);
});

describe('the comment', () => {
  const lines = (text: string, count = 1) =>
    Array.from({ length: count }, () => ({ text: phrase`${code(text)}`, isDone: false }));
  const mergedAt = Date.UTC(2026, 10, 27, 10);

  it('knows itself again by its first line, also where a forge changed the line ends', () => {
    const comment = answerComment(lines('x'), { mergedAt, stage: 'done' }, 65_000);
    expect(readAnswerMarker(comment.replaceAll('\n', '\r\n'))).toEqual({ mergedAt, stage: 'done' });
    expect(readAnswerMarker(`> quoted\n${comment}`)).toBeUndefined();
  });

  it('is the same with other numbers in a message, and another one at another stage', () => {
    const at = (text: string, stage: 'following' | 'done' = 'following') =>
      answerComment(lines(text), { mergedAt, stage }, 65_000);
    expect(isSameAnswer(at('attempt 1 failed'), at('attempt 2 failed'))).toBe(true);
    expect(isSameAnswer(at('attempt 1 failed'), at('attempt 1 works'))).toBe(false);
    expect(isSameAnswer(at('a'), at('a', 'done'))).toBe(false);
  });

  it('fits into what the forge takes, and holds what is foreign in', () => {
    const hostile = `${'`'.repeat(3)} <!-- claims:answer --> @everyone\n# x\u0000`.repeat(10);
    const comment = answerComment(lines(hostile, 2000), { mergedAt, stage: 'over' }, 20_000);
    expect(comment.length).toBeLessThanOrEqual(20_000);
    expect(comment).not.toContain('\u0000');
    expect(comment.split('\n').some((line) => line.startsWith('# x'))).toBe(false);
  });
});
