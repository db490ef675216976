import { statusText } from '../../../report/text/status-text';
import { PLAIN_STYLE } from '../../../report/text/style';

const OPTIONS = { style: PLAIN_STYLE, columns: 80, now: new Date('2026-11-27T10:00:00Z') };
const SINCE = '2026-11-15T10:00:00Z';

describe('statusText', () => {
  test('tells each state, since when, and what is behind it', () => {
    const text = statusText(
      [
        { claim: 'infra/web', name: 'web', cluster: 'eu', status: 'active', message: 'Ready', since: SINCE },
        {
          claim: 'infra/db',
          name: 'db',
          cluster: 'eu',
          status: 'error',
          message: 'Instance db-x: Quota: no more instances of this class are to be had in the region',
          seenAt: SINCE,
          chain: [
            { kind: 'XDatabase', name: 'db' },
            { kind: 'Instance', name: 'db-x' },
          ],
        },
        { claim: 'infra/new', name: 'new' },
        { claim: 'infra/soon', name: 'soon', status: 'active', since: '2026-11-27T10:00:01Z' },
      ],
      OPTIONS,
    );
    expect(text).toBe(
      [
        'active infra/web in eu since 2026-11-15T10:00:00Z (12 days)',
        'error infra/db in eu seen 2026-11-15T10:00:00Z',
        '  Instance db-x: Quota: no more instances of this class are to be had in the',
        '  region',
        '  by way of XDatabase db > Instance db-x',
        'not reported infra/new',
        'active infra/soon since 2026-11-27T10:00:01Z',
        '4 states: 2 active, 1 error, 1 not reported',
      ].join('\n'),
    );
    expect(statusText([], OPTIONS)).toBe('no claims');
  });

  test('writes nothing that moves the cursor', () => {
    const hostile = 'a\u001b[2J\n\u202eb';
    const state = { claim: hostile, name: hostile, cluster: hostile, status: hostile, message: hostile };
    const text = statusText([{ ...state, chain: [{ kind: hostile, name: hostile }] }], OPTIONS);
    expect(text).not.toMatch(/[\u001b\u202e]/);
    expect(text).toContain('a\\u001b[2J\\u000a\\u202eb');
  });
});
