import fc from 'fast-check';
import type { JsonObject } from '../../../core/claim-model';
import type { Change, KeptFile, Plan } from '../../../core/plan';
import { diffMarkdown } from '../../../report/markdown/diff-markdown';
import { runs, seed } from '../../runs';
import { SAMPLE_CONTEXT, sampleChange, sampleKept, samplePlan } from './sample-plan';

const textOf = (changes: readonly Change[], rest: Partial<Plan> = {}, previous?: JsonObject): string =>
  diffMarkdown(samplePlan(changes, rest), {
    ...SAMPLE_CONTEXT,
    ...(previous !== undefined && { previous: new Map([['infra/x', previous]]) }),
  });

/** The removal of an object, with its whole value. */
function removal(apiVersion: string, kind: string, spec: JsonObject = {}): Change {
  return sampleChange('removed', 'infra/x', {
    kind,
    before: { apiVersion, kind, name: 'x' },
    fields: [{ path: 'spec', before: spec }],
  });
}

describe('what a removal does to what stands behind it', () => {
  it.each([
    ['v1', 'ConfigMap'],
    ['v1', 'Secret'],
    ['v1', 'ServiceAccount'],
    ['apps/v1', 'Deployment'],
    ['batch/v1', 'CronJob'],
    ['policy/v1', 'PodDisruptionBudget'],
    ['networking.k8s.io/v1', 'Ingress'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
    ['storage.k8s.io/v1', 'StorageClass'],
    ['v1', 'Node'],
  ])('is nothing of Crossplane and no data for %s %s', (apiVersion, kind) => {
    const text = textOf([removal(apiVersion, kind, { reclaimPolicy: 'Delete', deletionPolicy: 'Delete' })]);
    expect(text).toContain('This is a kind of Kubernetes itself');
    expect(text).not.toMatch(/[Cc]omposition|Crossplane|usually holds data|may delete data|deletion policy/);
    expect(text).toContain('**Risk: medium**: 1 claim removed or replaced');
  });

  it.each([
    ['v1', 'Namespace', 'Everything in the namespace is deleted with it.'],
    ['v1', 'PersistentVolumeClaim', 'The reclaim policy of its volume decides'],
    ['v1', 'PersistentVolume', 'Its reclaim policy decides'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'Every object of the kind that it defines'],
  ])('is said where a kind of Kubernetes takes more along: %s %s', (apiVersion, kind, words) => {
    const text = textOf([removal(apiVersion, kind)]);
    expect(text).toContain(words);
    expect(text).not.toMatch(/composition|Crossplane/);
    expect(text).toContain('**Risk: high**');
  });

  it('reads the one policy that a PersistentVolume has', () => {
    const volume = (policy: string): string =>
      textOf([removal('v1', 'PersistentVolume', { persistentVolumeReclaimPolicy: policy })]);
    expect(volume('Retain')).toContain('The real resource is kept');
    expect(volume('Delete')).toContain('The real resource is destroyed');
  });

  it('is open for kinds of which nothing is known, with a name as in Kubernetes or not', () => {
    for (const [apiVersion, kind] of [
      ['example.com/v1', 'Zone'],
      ['gateway.networking.k8s.io/v1', 'Gateway'],
      ['example.com/v1', 'Namespace'],
    ] as const) {
      const text = textOf([removal(apiVersion, kind)]);
      expect(text).toContain('the composition decides');
      expect(text).not.toMatch(/so its composition decides|Kubernetes itself|Everything in the namespace/);
    }
    expect(textOf([removal('s3.aws.upbound.io/v1beta1', 'Bucket')])).toContain(
      'Crossplane deletes the real resource unless a policy says otherwise',
    );
  });

  it('does not speak for a file that could not be read', () => {
    const text = textOf([sampleChange('removed', 'infra/x', { before: undefined, fields: [] })]);
    expect(text).toContain('Its file could not be read');
    expect(text).not.toContain('names no deletion policy');
  });

  it('is told of each object that goes, and of none that stays', () => {
    const gone = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'settings' };
    const bucket = { apiVersion: 'example.com/v1', kind: 'Bucket', name: 'files' };
    const change = sampleChange('replaced', 'infra/x', { deletes: [gone, bucket] });
    const documents: JsonObject[] = [
      { ...gone, metadata: { name: 'settings', namespace: 'shop' } },
      { ...bucket, metadata: { name: 'files' }, spec: { deletionPolicy: 'Orphan' } },
    ];
    const previous = { kind: 'VolumeClaim', spec: { deletionPolicy: 'Delete' }, documents };
    const line = /^- `infra\/x` is replaced: .*$/m.exec(textOf([change], {}, previous))?.[0] ?? '';
    expect(line).toContain(
      '`ConfigMap` `shop/settings` is deleted from the cluster. This is a kind of Kubernetes',
    );
    expect(line).toContain('`Bucket` `files` is deleted from the cluster. The real resource is kept');
    expect(line).not.toMatch(/VolumeClaim|destroyed/);
  });
});

describe('counts', () => {
  const key = fc.constantFrom('aa', 'bb', 'cc', 'dd');
  const tree = fc.letrec<{ value: JsonObject[string]; map: JsonObject }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.integer(),
      fc.constantFrom('x', 'two words'),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('map'),
    ),
    map: fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  }));

  it('of fields are of what stands below them, however it is grouped', () => {
    fc.assert(
      fc.property(tree.map, tree.map, fc.boolean(), (spec, data, removed) => {
        const side = removed ? 'before' : 'after';
        const fields = [
          { path: 'spec', [side]: spec },
          { path: 'data', [side]: data },
        ];
        const text = textOf([sampleChange(removed ? 'removed' : 'added', 'infra/x', { fields })]);
        const lines = text.split('\n').filter((line) => /^[-+] /.test(line) && !line.startsWith('- `'));
        const shown = lines.filter(
          (line) =>
            !line.startsWith('- File') && !line.startsWith('- Declared') && !line.startsWith('- Also'),
        );
        // A line that ends with a colon, or a lone dash, opens what stands below it.
        const values = shown.filter((line) => !/(?::|^[-+] (?: *- ?)+)$/.test(line));
        expect(Number(/· (\d+) fields?</.exec(text)?.[1])).toBe(values.length);
      }),
      { numRuns: runs(100, 2000), seed: seed() },
    );
  });
});

describe('what is kept', () => {
  const kept = (rest: Partial<KeptFile>): string =>
    textOf([], {
      kept: [
        sampleKept('claims/infra/x/volumeclaim.yaml', {
          fields: [{ path: 'spec.size', before: '1Gi', after: '2Gi' }],
          ...rest,
        }),
      ],
    });

  it('has above its diff that this is not written', () => {
    expect(kept({})).toMatch(/not written:\n\n```diff/);
    expect(kept({ fields: [] })).not.toContain('not written:');
  });

  it('differs from what the program asks for, or not', () => {
    expect(kept({ programChanged: true })).toContain(
      '**1 claim differs from the target and cannot be changed**',
    );
    expect(kept({ programChanged: true })).toContain('The program has another value here');
    expect(kept({ programChanged: false })).not.toMatch(/cannot be changed|wants another value/);
  });

  it('is called edited by a person only where it was, and no longer declared only where that is said of the file', () => {
    expect(kept({ reason: 'not-ours', programChanged: true })).toContain('or this project never wrote them');
    const removal = kept({ reason: 'hand-edited-removal', programChanged: true, fields: [] });
    expect(removal).toContain('no longer declares this file');
    expect(removal).toContain('`--overwrite` `infra/x` removes it');
    expect(removal).not.toContain('claim is no longer declared');
  });
});

it('a move inside of a category keeps the object; one to another category may not, where two applications prune', () => {
  const moved = (from: string): string => textOf([sampleChange('renamed', 'infra/x', { from })]);
  expect(moved('infra/y')).toContain('Moved from `infra/y`; the object in the cluster stays\n');
  expect(moved('apps/y')).toContain('one may prune it before the other applies it again');
});

it('what changes in shared files alone is not said to be the registry alone', () => {
  const text = textOf([sampleChange('registry-only', 'infra/x')]);
  expect(text).toContain('Its own files stay');
  expect(text).not.toContain('Only the entry in the registry');
});
