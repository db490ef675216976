import { definitionKinds } from '../../../collector/informer/kinds/definition-kinds';
import { kindChoice } from '../../../core/kind-choice';
import { INFORMER_SETTINGS } from '../../../collector/informer/informer-settings';
import { requiredSettings } from '../../../collector/informer/required-settings';
import { readEnvironment } from '../../../collector/service/read-environment';
import { caught } from '../../caught';

describe('the choice of kinds', () => {
  it('is a resource, a group, or the definitions', () => {
    expect(kindChoice.parse('databases.v1alpha1.db.acme.io')).toEqual({
      type: 'resource',
      group: 'db.acme.io',
      version: 'v1alpha1',
      resource: 'databases',
    });
    expect(kindChoice.parse('*.db.acme.io')).toEqual({ type: 'group', group: 'db.acme.io' });
    expect(kindChoice.parse('xrds')).toEqual({ type: 'definitions' });
  });

  it.each([
    '',
    'databases',
    'databases.db.acme.io',
    '*',
    '*.',
    'Databases.v1.g',
    'a.v1.g/../..',
    '*.g?x=1',
    'a.v1.',
  ])('is not %p', (text) => {
    expect(kindChoice.safeParse(text).success).toBe(false);
  });
});

describe('the settings of an informer', () => {
  const base = { CLUSTER_NAME: 'c1', COLLECTOR_URL: 'http://collector:8095' };
  const required = (env: Record<string, string>): ReturnType<typeof requiredSettings> =>
    requiredSettings(readEnvironment(INFORMER_SETTINGS, env));

  it('name one kind, as the original’s do, or several', () => {
    expect(required({ ...base, CLAIM_GROUP: 'g', CLAIM_RESOURCE: 'rs' })).toMatchObject({
      kinds: [{ type: 'resource', group: 'g', version: 'v1alpha1', resource: 'rs' }],
    });
    expect(required({ ...base, CLAIM_KINDS: '*.g, xrds' })).toMatchObject({
      kinds: [{ type: 'group', group: 'g' }, { type: 'definitions' }],
    });
  });

  it('that are missing are all named', () => {
    const fields = (env: Record<string, string>): unknown => {
      const found = required(env);
      return 'missing' in found && found.missing.map(({ field }) => field);
    };
    expect(fields({})).toEqual(['CLUSTER_NAME', 'COLLECTOR_URL', 'CLAIM_GROUP', 'CLAIM_RESOURCE']);
    expect(fields({ CLUSTER_NAME: 'c', CLAIM_KINDS: 'xrds' })).toEqual(['COLLECTOR_URL']);
    expect(fields({ ...base, CLAIM_GROUP: 'g' })).toEqual(['CLAIM_RESOURCE']);
  });

  it('that are wrong are all named', () => {
    const env = {
      COLLECTOR_URL: 'ftp://x',
      CLAIM_KINDS: 'xrds,x',
      CLAIM_NAMESPACE: '../x',
      CLAIM_VERSION: '1',
      CLAIM_CAUSE_SWEEP: '0',
    };
    const error = caught(() => readEnvironment(INFORMER_SETTINGS, env));
    expect(error.issues.map(({ field }) => field).sort()).toEqual(Object.keys(env).sort());
    expect(readEnvironment(INFORMER_SETTINGS, { CLAIM_CAUSE_SWEEP: 'off' }).causeSweep).toBeUndefined();
    expect(readEnvironment(INFORMER_SETTINGS, {}).causeSweep).toBe(3_600_000);
  });
});

describe('the kinds that a definition makes', () => {
  const names = { kind: 'XDatabase', plural: 'xdatabases' };
  const claimNames = { kind: 'Database', plural: 'databases' };
  const versions = [
    { name: 'v1alpha1', served: true },
    { name: 'v1', served: true, referenceable: true },
    { name: 'v2', served: false },
  ];

  it('are composites and claims for v1, composites in a namespace for v2', () => {
    expect(definitionKinds({ spec: { group: 'g', names, claimNames, versions } })).toEqual([
      { group: 'g', version: 'v1', namespaced: false, resource: 'xdatabases', kind: 'XDatabase' },
      { group: 'g', version: 'v1', namespaced: true, resource: 'databases', kind: 'Database' },
    ]);
    expect(definitionKinds({ spec: { group: 'g', names, versions, scope: 'Namespaced' } })).toMatchObject([
      { resource: 'xdatabases', namespaced: true },
    ]);
  });

  it.each([
    [{}],
    [{ spec: { group: 'g', names, versions: [] } }],
    [{ spec: { group: '../g', names, versions } }],
    [{ spec: { group: 'g', names: { kind: 'X', plural: 'x/y' }, versions } }],
  ])('are none for %j', (definition) => {
    expect(definitionKinds(definition)).toEqual([]);
  });
});
