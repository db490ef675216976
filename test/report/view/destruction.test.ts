import type { JsonObject } from '../../../core/claim-model';
import { destructionOf } from '../../../report/view/destruction';
import { sampleChange } from '../markdown/sample-plan';

const fate = (spec: JsonObject): string =>
  destructionOf(sampleChange('removed', 'infra/db', { fields: [{ path: 'spec', before: spec }] })).fate;

describe('destructionOf', () => {
  it.each<[string, JsonObject, string]>([
    ['nothing', { size: '1Gi' }, 'unknown'],
    ['Delete', { deletionPolicy: 'Delete' }, 'destroyed'],
    ['Orphan', { deletionPolicy: 'Orphan' }, 'kept'],
    ['Orphan deep inside', { parameters: [{ x: { deletionPolicy: 'Orphan' } }] }, 'kept'],
    ['only how the composite goes', { compositeDeletePolicy: 'Background' }, 'unknown'],
    ['both', { compositeDeletePolicy: 'Background', deletionPolicy: 'Orphan' }, 'kept'],
    ['policies without Delete', { managementPolicies: ['Create', 'Observe'] }, 'kept'],
    ['all policies', { managementPolicies: ['*'] }, 'destroyed'],
    ['protection', { deletionProtection: true }, 'kept'],
    ['no final snapshot', { deletionPolicy: 'Orphan', skipFinalSnapshot: true }, 'destroyed'],
    ['a value of another kind', { deletionPolicy: { a: 1 } }, 'unknown'],
  ])('reads %s', (_what, spec, expected) => {
    expect(fate(spec)).toBe(expected);
  });

  it('reads the claim at the base, where it is given, and else says that it knows only what differs', () => {
    const change = sampleChange('replaced', 'infra/db', {
      fields: [{ path: 'metadata.name', before: 'a', after: 'b' }],
    });
    expect(destructionOf(change)).toMatchObject({ fate: 'unknown', isComplete: false });
    expect(destructionOf(change, { spec: { deletionPolicy: 'Delete' } })).toMatchObject({
      fate: 'destroyed',
      isComplete: true,
      fields: [{ path: 'spec.deletionPolicy', value: 'Delete' }],
    });
  });

  it('knows kinds that hold data', () => {
    const holds = (kind: string): boolean =>
      destructionOf(sampleChange('removed', 'a/b', { kind, before: { apiVersion: 'x/v1', kind, name: 'b' } }))
        .holdsData;
    expect(
      ['PostgreSQLInstance', 'VolumeClaim', 'Bucket', 'HarborProject', 'KafkaTopic'].map(holds),
    ).not.toContain(false);
    expect(['Role', 'Policy', 'Dashboard', 'ArgoProject'].map(holds)).not.toContain(true);
  });
});
