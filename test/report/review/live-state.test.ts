import type { LiveState } from '../../../core/status/live-state';
import { diffMarkdown } from '../../../report/markdown/diff-markdown';
import { diffText } from '../../../report/text/diff-text';
import { PLAIN_STYLE } from '../../../report/text/style';
import { livePhrase } from '../../../report/view/live-phrase';
import { PLAIN } from '../../../report/text/plain-markup';
import { describePlan } from '../../../report/view/plan-view';
import { problemsOf } from '../markdown/gfm';
import { SAMPLE_CONTEXT, sampleChange, samplePlan } from '../markdown/sample-plan';
import { expectGolden } from '../../golden-folder';

const SINCE = '2026-11-15T10:00:00Z';
const ACTIVE: LiveState = { status: 'active', message: 'Ready', since: SINCE, cluster: 'prod-eu' };
const ERROR: LiveState = {
  status: 'error',
  message: 'Instance orders-x7f2p: QuotaExceeded: no more instances',
  since: SINCE,
  cluster: 'prod-us',
};

describe('how a claim is where it runs', () => {
  test.each<[string, readonly LiveState[]]>([
    ['Ready in prod-eu since 2026-11-15', [ACTIVE]],
    ['Ready', [{ status: 'active' }]],
    [
      'Ready: `Ready, but not synced: ReconcileError`',
      [{ status: 'active', message: 'Ready, but not synced: ReconcileError' }],
    ],
    ['not Ready: `Creating: waiting`', [{ status: 'error', message: 'not ready: Creating: waiting' }]],
    ['creating since 2026-11-15', [{ status: 'creating', since: SINCE }]],
    ['being deleted in prod', [{ status: 'deleting', cluster: 'prod' }]],
    [
      'status unknown since 2026-11-15: `no report came from the cluster since 2026-11-14T08:00:00Z`',
      [
        {
          status: 'unknown',
          since: SINCE,
          message: 'no report came from the cluster since 2026-11-14T08:00:00Z',
        },
      ],
    ],
    ['status applied', [{ status: 'applied' }]],
    [
      'Ready in prod-eu since 2026-11-15; not Ready in prod-us since 2026-11-15: `Instance orders-x7f2p: QuotaExceeded: no more instances`',
      [ACTIVE, ERROR],
    ],
    ['Ready; Ready; Ready; Ready; Ready; and 2 more', Array(7).fill({ status: 'active' })],
  ])('is said as: %s', (said, states) => {
    expect(PLAIN.text(livePhrase(states))).toBe(said);
  });

  test('stands in diff and review, and first of all where the claim goes', () => {
    const plan = samplePlan([
      sampleChange('added', 'infra/new'),
      sampleChange('changed', 'infra/db', {
        live: [ACTIVE, ERROR],
        fields: [{ path: 'spec.size', before: '1Gi', after: '2Gi' }],
      }),
      sampleChange('removed', 'infra/old', { live: [ACTIVE] }),
      sampleChange('removed', 'infra/lost', { live: [{ status: 'unknown', message: 'cannot be read' }] }),
      sampleChange('replaced', 'infra/queue', { live: [ERROR] }),
    ]);
    const options = { style: PLAIN_STYLE, columns: 80, verbose: false };
    const review = diffMarkdown(plan, SAMPLE_CONTEXT);
    expectGolden('live-state', {
      'review.md': review,
      'diff.txt': `${diffText(describePlan(plan), options)}\n`,
      'brief.txt': `${diffText(describePlan(plan), { ...options, brief: true })}\n`,
    });
    expect(problemsOf(review, 'nothing', SAMPLE_CONTEXT.sourceUrl ?? '')).toEqual([]);
  });

  test('is inert whatever a registry says', () => {
    const hostile = '`@everyone` <img src=x> closes #1\n\u001b[2J\u202e![x](http://evil.example)';
    const live = [{ status: hostile, message: hostile, cluster: hostile }];
    const plan = samplePlan([
      sampleChange('removed', 'infra/old', { live: [...live, { status: 'error', message: hostile }] }),
    ]);
    const review = diffMarkdown(plan, SAMPLE_CONTEXT);
    expect(problemsOf(review, 'nothing', SAMPLE_CONTEXT.sourceUrl ?? '')).toEqual([]);
    const text = diffText(describePlan(plan), { style: PLAIN_STYLE, columns: 80, verbose: false });
    expect(text + review).not.toMatch(/[\u001b\u202e]/);
  });
});
