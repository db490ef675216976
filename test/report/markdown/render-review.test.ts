import { readFileSync } from 'node:fs';
import path from 'node:path';
import { diffMarkdown } from '../../../report/markdown/diff-markdown';
import { reviewSections } from '../../../report/review/review-sections';
import { requestTitle } from '../../../report/request/request-title';
import { splitReview } from '../../../report/markdown/split-review';
import { problemsOf } from './gfm';
import { SAMPLE_CONTEXT, sampleChange, sampleKept, samplePlan } from './sample-plan';

const GITHUB = { bodyLength: 65_536, commentLength: 65_536 };
const golden = (name: string): string =>
  readFileSync(path.join(__dirname, '../../golden/review', name), 'utf8');

const PLAN = samplePlan(
  [
    sampleChange('added', 'apps/shop-files', {
      fields: [{ path: 'spec', after: { size: '10Gi', tags: ['a', '1'], note: 'two\nlines' } }],
    }),
    sampleChange('changed', 'apps/shop', {
      fields: [
        { path: 'spec.size', before: '10Gi', after: '20Gi' },
        { path: 'spec.adminPassword', before: 'a'.repeat(24), after: 'b'.repeat(32) },
        { path: 'metadata.labels.team', after: 'storage' },
        { path: 'metadata.labels.old', before: 'x' },
        {
          path: 'spec.script',
          before: 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n',
          after: 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n```\nnine\n',
        },
      ],
    }),
    sampleChange('renamed', 'infra/files', { from: 'apps/files' }),
    sampleChange('replaced', 'infra/queue', {
      kind: 'Queue',
      before: { apiVersion: 'example.com/v1', kind: 'Queue', namespace: 'default', name: 'queue' },
      after: { apiVersion: 'example.com/v1', kind: 'Queue', namespace: 'shop', name: 'queue' },
      fields: [{ path: 'metadata.namespace', before: 'default', after: 'shop' }],
    }),
    sampleChange('removed', 'infra/shop-db', {
      kind: 'PostgresClaim',
      before: { apiVersion: 'example.com/v1', kind: 'PostgresClaim', namespace: 'default', name: 'shop-db' },
      fields: [{ path: 'spec', before: { deletionPolicy: 'Delete', storage: '100Gi' } }],
    }),
    sampleChange('registry-only', 'infra/dns', { kind: 'Zone' }),
  ],
  {
    kept: [
      sampleKept('claims/apps/cache/volumeclaim.yaml', {
        fields: [{ path: 'spec.size', before: '1Gi', after: '2Gi' }],
      }),
    ],
    warnings: [
      {
        code: 'secret-literal-allowed',
        severity: 'warning',
        message: 'spec.demo holds a literal',
        construct: 'apps/demo',
      },
    ],
  },
);
const CONTEXT = {
  ...SAMPLE_CONTEXT,
  acknowledged: ['infra/queue', 'infra/gone'],
  validation: { claims: 12, issues: [] },
};

describe('renderReview', () => {
  it('tells buckets, lines of the program, diffs, destruction and what has to be acknowledged', () => {
    const parts = splitReview(reviewSections(PLAN, CONTEXT), GITHUB, CONTEXT);
    expect(parts).toEqual([golden('body.md')]);
    expect(problemsOf(parts[0]!, 'nothing', 'https://github.com/acme/claims/blob/main/')).toEqual([]);
  });

  it('names further objects of a file that go, and calls only the claim itself replaced that is', () => {
    const settings = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'data' };
    const stays = sampleChange('replaced', 'infra/db', { deletes: [settings] });
    const text = splitReview(reviewSections(samplePlan([stays]), CONTEXT), GITHUB, CONTEXT).join('\n');
    expect(text).toMatch(/PersistentVolumeClaim.*data.* of the same file is deleted from the cluster/);
    expect(text).not.toContain('is created');
    expect(text).toContain('--acknowledge infra/db');
  });

  it('is plain and short where little happens', () => {
    const plan = samplePlan([
      sampleChange('changed', 'apps/shop', { fields: [{ path: 'spec.size', before: 1, after: 2 }] }),
    ]);
    expect(diffMarkdown(plan, { project: 'shop', base: 'main' })).toBe(golden('small-diff.md'));
  });

  it('never substitutes within what was substituted', () => {
    const plan = samplePlan([
      sampleChange('changed', 'apps/shop', {
        fields: [{ path: 'spec.%app_diffs%', after: "x%s $& $1 $` $' {{x}}" }],
      }),
    ]);
    expect(diffMarkdown(plan, SAMPLE_CONTEXT)).toContain("@@ spec.%app_diffs% @@\n+ x%s $& $1 $` $' {{x}}\n");
  });

  it('links only well-formed paths below the given address', () => {
    const linkOf = (file: string, sourceUrl: string): string | undefined => {
      const source = { file, line: 3, construct: 'apps/shop' };
      const text = diffMarkdown(samplePlan([sampleChange('added', 'apps/shop', { source })]), {
        ...SAMPLE_CONTEXT,
        sourceUrl,
      });
      return /\[open\]\(([^)]*)\)/.exec(text)?.[1];
    };
    expect(linkOf('claims/a b(c).ts', 'https://git.example/x/')).toBe(
      'https://git.example/x/claims/a%20b%28c%29.ts#L3',
    );
    expect(linkOf('../outside.ts', 'https://git.example/x/')).toBeUndefined();
    expect(linkOf('/etc/passwd', 'https://git.example/x/')).toBeUndefined();
    expect(linkOf('a.ts', 'javascript:alert(1)')).toBeUndefined();
    expect(linkOf('a.ts', 'https://git.example/x/) ![](https://evil.example')).toBeUndefined();
  });

  it('has a title of counts', () => {
    expect(requestTitle(PLAN, CONTEXT.project)).toBe(
      'claims(shop): 1 added, 1 changed, 1 renamed, 1 replaced, 1 removed, 1 registry only',
    );
    expect(requestTitle(samplePlan([]), '@x\n#1')).toBe('claims(x1): 0 files');
  });
});
