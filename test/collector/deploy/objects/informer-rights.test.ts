import { informerObjects } from '../../../../collector/deploy/objects/informer-objects';
import { informerWarnings } from '../../../../collector/deploy/objects/informer-warnings';
import { smallDeployment } from '../../../fixtures/deploy/deployment-input';

interface Granted {
  readonly place: string;
  readonly rules: unknown;
}

function granted(cluster: object): Granted[] {
  const [config] = smallDeployment({}, { ...cluster }).clusters;
  return informerObjects(config!)
    .filter(({ object }) => object.kind === 'ClusterRole' || object.kind === 'Role')
    .map(({ object }) => ({ place: object.metadata.namespace ?? '*', rules: object['rules'] }));
}

function warned(cluster: object): string[] {
  const [config] = smallDeployment({}, { ...cluster }).clusters;
  return informerWarnings(config!).map(({ field }) => field ?? '');
}

const READS = ['list', 'watch'];
const databases = { apiGroups: ['db.acme.io'], resources: ['databases'], verbs: READS };

describe('the rights of an informer', () => {
  it('are list and watch of the kinds that are named', () => {
    expect(granted({})).toEqual([{ place: '*', rules: [databases] }]);
  });

  it('are in the namespaces that are named, where kinds are', () => {
    expect(granted({ namespaces: ['shop', 'web'] })).toEqual([
      { place: 'shop', rules: [databases] },
      { place: 'web', rules: [databases] },
    ]);
  });

  it('of a whole group are for all its kinds, in all namespaces, and said', () => {
    const cluster = { kinds: ['*.db.acme.io', 'databases.v1.db.acme.io'], namespaces: ['shop'] };
    expect(granted(cluster)).toEqual([
      { place: '*', rules: [{ apiGroups: ['db.acme.io'], resources: ['*'], verbs: READS }] },
    ]);
    expect(warned(cluster)).toContain('clusters.west.kinds');
  });

  it('for definitions are those, and the groups that are named', () => {
    expect(granted({ kinds: ['xrds'], definitionGroups: ['b.acme.io', 'a.acme.io'] })).toEqual([
      {
        place: '*',
        rules: [
          {
            apiGroups: ['apiextensions.crossplane.io'],
            resources: ['compositeresourcedefinitions'],
            verbs: READS,
          },
          { apiGroups: ['a.acme.io'], resources: ['*'], verbs: READS },
          { apiGroups: ['b.acme.io'], resources: ['*'], verbs: READS },
        ],
      },
    ]);
  });

  it('for causes are single reads of what is named, and lists of events', () => {
    const cause = { composed: ['xdatabases.db.acme.io', 'buckets.s3.acme.io', 'queues.s3.acme.io'] };
    const rules = [
      databases,
      { apiGroups: ['db.acme.io'], resources: ['xdatabases'], verbs: ['get'] },
      { apiGroups: ['s3.acme.io'], resources: ['buckets', 'queues'], verbs: ['get'] },
    ];
    const events = { apiGroups: [''], resources: ['events'], verbs: ['list'] };
    expect(granted({ cause })).toEqual([{ place: '*', rules: [...rules, events] }]);
    expect(granted({ cause: { ...cause, events: false } })).toEqual([{ place: '*', rules }]);
  });

  it('say where causes are off', () => {
    expect(warned({})).toContain('clusters.west.cause');
    expect(warned({ cause: { composed: ['xdatabases.db.acme.io'] } })).not.toContain('clusters.west.cause');
  });
});
