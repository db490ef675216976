import { caught } from '../../caught';
import {
  acknowledgedClaims,
  acknowledgementLines,
  assertAcknowledged,
  missingAcknowledgements,
  requiredAcknowledgements,
} from '../../../core/acknowledgement/acknowledgement';
import { parseTrailers } from '../../../core/acknowledgement/acknowledgement-trailers';
import { sampleChange, samplePlan } from '../../report/markdown/sample-plan';

const PLAN = samplePlan([
  sampleChange('added', 'infra/new'),
  sampleChange('removed', 'infra/db'),
  sampleChange('replaced', 'infra/queue'),
]);
const missing = (...texts: string[]): string[] =>
  missingAcknowledgements(PLAN, { texts }).map(({ claim }) => claim);

describe('acknowledgements', () => {
  it('are needed for removals and replacements, with the exact text to add', () => {
    expect(requiredAcknowledgements(PLAN)).toEqual([
      {
        claim: 'infra/db',
        change: 'removed',
        trailer: 'Claims-Acknowledge: infra/db',
        label: 'claims/ack:infra/db',
      },
      {
        claim: 'infra/queue',
        change: 'replaced',
        trailer: 'Claims-Acknowledge: infra/queue',
        label: 'claims/ack:infra/queue',
      },
    ]);
  });

  it('are given by labels and by trailers, each by name', () => {
    expect(missing()).toEqual(['infra/db', 'infra/queue']);
    expect(missing('Claims-Acknowledge: infra/db')).toEqual(['infra/queue']);
    expect(missing('text\n\nclaims-acknowledge:   infra/db  \r\nClaims-Acknowledge: infra/queue\n')).toEqual(
      [],
    );
    expect(
      missingAcknowledgements(PLAN, {
        labels: ['claims/ack:infra/queue', 'bug'],
        texts: ['Claims-Acknowledge: infra/db'],
      }),
    ).toEqual([]);
    expect(
      missing(
        'Claims-Acknowledge: infra/d',
        'Claims-Acknowledge: infra/db2',
        'Claims-Acknowledge: *',
        'Claims-Acknowledge: infra/db infra/queue',
      ),
    ).toEqual(['infra/db', 'infra/queue']);
  });

  it.each([
    ['a fence', '```\nClaims-Acknowledge: infra/db\n```'],
    ['a fence of tildes', '~~~ x\nClaims-Acknowledge: infra/db\n~~~'],
    ['a longer fence', '````\n```\nClaims-Acknowledge: infra/db\n```\n````'],
    ['an open fence', '```\n\n\nClaims-Acknowledge: infra/db'],
    ['a fence in a list', '- ```\n  x\nClaims-Acknowledge: infra/db\n  ```'],
    ['a fold', '<details><summary>x</summary>\n\nClaims-Acknowledge: infra/db\n\n</details>'],
    ['a nested fold', '<details>\n<details>\n\n</details>\n\nClaims-Acknowledge: infra/db\n\n</details>'],
    ['a comment', '<!--\n\nClaims-Acknowledge: infra/db\n-->'],
    ['HTML', '<pre>\nClaims-Acknowledge: infra/db\n</pre>'],
    ['a quote', '> Claims-Acknowledge: infra/db'],
    ['a lazy quote', '> quoted\nClaims-Acknowledge: infra/db'],
    ['a list', '- Claims-Acknowledge: infra/db'],
    ['a lazy list item', '1. item\nClaims-Acknowledge: infra/db'],
    ['an indented block', '    Claims-Acknowledge: infra/db'],
    ['code', '`Claims-Acknowledge: infra/db`'],
    ['the middle of a line', 'please add Claims-Acknowledge: infra/db'],
  ])('do not count in %s', (_where, text) => {
    expect(parseTrailers(text, 'Claims-Acknowledge')).toEqual([]);
  });

  it('count after a fence, a fold, a list or a comment ended', () => {
    for (const before of ['```\nx\n```', '<details>\n\nx\n\n</details>', '- x', '> x', '<!-- x -->', '# x']) {
      expect(parseTrailers(`${before}\n\nClaims-Acknowledge: infra/db`, 'Claims-Acknowledge')).toEqual([
        'infra/db',
      ]);
    }
  });

  it('of names that no label or line can hold go by a token made from them', () => {
    const names = [
      'infra/x\ny',
      `infra/${'x'.repeat(60)}`,
      'infra/Db',
      'a b/c',
      `infra/glpat-${'x1'.repeat(12)}`,
      'infra/ü',
    ];
    const plan = samplePlan(names.map((name) => sampleChange('removed', name)));
    for (const [index, { claim, label, trailer }] of requiredAcknowledgements(plan).entries()) {
      expect(claim).toBe(names[index]);
      expect(label).toMatch(/^claims\/ack:[a-z0-9/-]{1,39}$/);
      expect(trailer).toMatch(/^Claims-Acknowledge: [A-Za-z0-9._/-]+$/);
      expect(acknowledgedClaims(plan, { labels: [label] })).toEqual([claim]);
      expect(acknowledgedClaims(plan, { texts: [trailer] })).toEqual([claim]);
      expect(acknowledgedClaims(plan, { texts: acknowledgementLines([claim]) })).toEqual([claim]);
    }
  });

  it('that are missing are an error with the text to add', () => {
    const error = caught(() => {
      assertAcknowledged(PLAN, { labels: ['claims/ack:infra/queue'] });
    });
    expect(error).toMatchObject({
      code: 'acknowledgement-missing',
      kind: 'policy',
      message: 'infra/db (removed) must be acknowledged; run it again with --acknowledge infra/db',
      issues: [{ construct: 'infra/db', hint: expect.stringContaining("'claims/ack:infra/db'") }],
    });
    expect(() => {
      assertAcknowledged(PLAN, { labels: ['claims/ack:infra/queue', 'claims/ack:infra/db'] });
    }).not.toThrow();
  });
});
