import fc from 'fast-check';
import {
  acknowledgedClaims,
  missingAcknowledgements,
  requiredAcknowledgements,
} from '../../../core/acknowledgement/acknowledgement';
import { parseTrailers } from '../../../core/acknowledgement/acknowledgement-trailers';
import { diffMarkdown } from '../../../report/markdown/diff-markdown';
import { reviewSections } from '../../../report/review/review-sections';
import { parseReviewMarker } from '../../../core/request/review-marker';
import { SHORTEST_LIMIT } from '../../../report/review/fit-sections';
import { splitReview } from '../../../report/markdown/split-review';
import { runs, seed } from '../../runs';
import { problemsOf } from './gfm';
import { CONTENT_MARK, hostilePlan, hostileText } from './hostile-plans';
import { SAMPLE_CONTEXT } from './sample-plan';

const LIMITS = { bodyLength: SHORTEST_LIMIT, commentLength: SHORTEST_LIMIT };
const LINK_BASE = 'https://github.com/acme/claims/blob/main/';

describe('the text of a review', () => {
  it('keeps everything from content inert, every secret hidden and every part whole', () => {
    fc.assert(
      fc.property(hostilePlan, hostileText, ({ plan, secrets }, text) => {
        const context = { ...SAMPLE_CONTEXT, base: text, group: text };
        const parts = splitReview(reviewSections(plan, context), LIMITS, context);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(SHORTEST_LIMIT);
          expect(problemsOf(part, CONTENT_MARK, LINK_BASE)).toEqual([]);
          expect(parseReviewMarker(part)?.of).toBe(parts.length);
        }
        const whole = parts.join('\n');
        for (const secret of secrets) {
          for (const line of secret.trim().split('\n')) expect(whole).not.toContain(line);
        }
      }),
      { numRuns: runs(30, 10_000), seed: seed() },
    );
  });

  it('acknowledges nothing by itself, and what it carries on is read again', () => {
    fc.assert(
      fc.property(hostilePlan, ({ plan }) => {
        const required = requiredAcknowledgements(plan).map(({ claim }) => claim);
        const textOf = (acknowledged: readonly string[]): string[] =>
          splitReview(reviewSections(plan, { ...SAMPLE_CONTEXT, acknowledged }), LIMITS, SAMPLE_CONTEXT);
        for (const part of textOf([])) expect(parseTrailers(part, 'Claims-Acknowledge')).toEqual([]);
        const [body = ''] = textOf(required);
        expect(missingAcknowledgements(plan, { texts: [body] })).toEqual([]);
        expect(acknowledgedClaims(plan, { texts: [body] })).toEqual(required);
      }),
      { numRuns: runs(45, 1500), seed: seed() },
    );
  });

  it('is as safe without limits, for a diff', () => {
    fc.assert(
      fc.property(hostilePlan, ({ plan, secrets }) => {
        const text = diffMarkdown(plan, SAMPLE_CONTEXT);
        expect(problemsOf(text, CONTENT_MARK, LINK_BASE)).toEqual([]);
        for (const secret of secrets) expect(text).not.toContain(secret.trim());
      }),
      { numRuns: runs(30, 1000), seed: seed() },
    );
  });
});
