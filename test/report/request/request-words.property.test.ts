import fc from 'fast-check';
import { hasInvisible } from '../../../core/text/invisible-characters';
import { parseMessage, sealedMessage } from '../../../gitops/forge/trailers';
import { requestWords } from '../../../report/request/request-words';
import { SHORTEST_LIMIT } from '../../../report/review/fit-sections';
import { runs, seed } from '../../runs';
import { hostilePlan, hostileText } from '../markdown/hostile-plans';
import { SAMPLE_CONTEXT, sampleChange, sampleKept, samplePlan } from '../markdown/sample-plan';

const COMMIT = { markdown: false, bodyLength: SHORTEST_LIMIT, commentLength: 0, maxComments: 0 };
const CONTEXT = { ...SAMPLE_CONTEXT, input: 'a1'.repeat(32), output: 'b2'.repeat(32), acknowledged: [] };

describe('what a commit message says of a change request', () => {
  it('is plain text, and names the claim when there is only one', () => {
    const plan = samplePlan([
      sampleChange('added', 'infra/app-pvc', {
        fields: [{ path: 'spec', after: { size: '10Gi', password: 'correct horse battery' } }],
      }),
    ]);
    const { title, parts } = requestWords(plan, CONTEXT, COMMIT);
    expect(title).toBe('claims(shop): add infra/app-pvc');
    expect(parts.join()).toBe(`Claims of shop for main

1 added.

Risk: low. Files: 3 created, 2 updated, 1 deleted.

Added (1):

added infra/app-pvc · VolumeClaim · 2 fields

- Declared at claims/infra.ts:12 as infra/app-pvc
- File claims/infra/app-pvc/volumeclaim.yaml
- Also touched: claims/infra/app-pvc/kustomization.yaml

@@ spec @@
+ size: 10Gi
+ password: ••••
`);
  });

  it('counts them where there are more, and tells what is kept', () => {
    const plan = samplePlan(
      [sampleChange('removed', 'infra/db'), sampleChange('registry-only', 'infra/dns')],
      { kept: [sampleKept('claims/apps/cache/volumeclaim.yaml', { reason: 'not-ours' })] },
    );
    const { title, parts } = requestWords(plan, CONTEXT, COMMIT);
    expect(title).toBe('claims(shop): 1 removed, 1 registry only');
    expect(parts.join()).toContain(
      '- infra/db is removed: VolumeClaim default/db is deleted from the cluster.',
    );
    expect(parts.join()).toContain('- --overwrite apps/cache takes what the program says');
  });

  it('holds nothing that is invisible, no secret, no markup or hash of ours, and at the start of a line nothing foreign', () => {
    fc.assert(
      fc.property(hostilePlan, hostileText, ({ plan, secrets }, text) => {
        const context = { ...CONTEXT, base: text, group: text };
        const { title, parts } = requestWords(plan, context, COMMIT);
        expect(parts).toHaveLength(1);
        const [body = ''] = parts;
        expect(body.length).toBeLessThanOrEqual(SHORTEST_LIMIT);
        expect(hasInvisible(`${title}${body.replaceAll(/[\n\t]/g, '')}`)).toBe(false);
        expect(body).not.toMatch(/^(?:<|\x60|#|qzcontent)/m);
        expect(body).not.toContain(CONTEXT.input);
        expect(body).not.toMatch(/^Claims-/m);
        for (const secret of secrets) {
          for (const line of secret.trim().split('\n')) expect(`${title}\n${body}`).not.toContain(line);
        }
        const message = sealedMessage(title, body, { 'Claims-Input': ['x'] }, 'f'.repeat(40));
        expect(parseMessage(message)).toEqual({
          title: title.trim(),
          body: body.trim(),
          trailers: { 'Claims-Input': ['x'] },
        });
      }),
      { numRuns: runs(150, 5000), seed: seed() },
    );
  });
});
