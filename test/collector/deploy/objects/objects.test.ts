import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INFORMER_SETTINGS } from '../../../../collector/informer/informer-settings';
import { RECONCILER_SETTINGS } from '../../../../collector/reconciler/reconciler-settings';
import { REGISTRY_SETTINGS } from '../../../../collector/registry-api/registry-settings';
import { COLLECTOR_SETTINGS } from '../../../../collector/server/collector-settings';
import { deploymentConfig } from '../../../../collector/deploy/config/deployment-config';
import { COLLECTOR_BUDGET } from '../../../../collector/deploy/objects/collector-objects';
import { hubObjects } from '../../../../collector/deploy/objects/hub-objects';
import { INFORMER_BUDGET, informerObjects } from '../../../../collector/deploy/objects/informer-objects';
import { REGISTRY_BUDGET } from '../../../../collector/deploy/objects/registry-objects';
import { readSettings } from '../../../../core/config/read-settings';
import { settingsOf } from '../../../../core/config/setting-row';
import { smallDeployment, WHOLE_INPUT } from '../../../fixtures/deploy/deployment-input';
import { allObjects, objectOf, podOf, specOf, variablesOf } from './all-objects';

const whole = deploymentConfig(WHOLE_INPUT);
const small = smallDeployment();

describe('objects', () => {
  it.each([
    ['small', small],
    ['whole', whole],
  ])('of a %s deployment are JSON with names and roles of their own', (_size, config) => {
    for (const objects of [hubObjects(config.hub), ...config.clusters.map(informerObjects)]) {
      expect(JSON.parse(JSON.stringify(objects))).toEqual(objects);
      const roles = objects.map(({ role }) => role);
      expect(new Set(roles).size).toBe(roles.length);
      const places = objects.map(({ object: { apiVersion, kind, metadata } }) =>
        [apiVersion, kind, metadata.namespace, metadata.name].join(' '),
      );
      expect(new Set(places).size).toBe(places.length);
    }
  });

  it('do not depend on the order in which clusters and kinds are written', () => {
    const turned = {
      ...WHOLE_INPUT,
      clusters: [...WHOLE_INPUT.clusters]
        .reverse()
        .map((cluster) => ({ ...cluster, kinds: [...cluster.kinds].reverse() })),
    };
    const rolesIn = (input: object) =>
      allObjects(deploymentConfig(input))
        .filter(({ object }) => object.kind !== 'Deployment')
        .map(({ object }) => JSON.stringify(object))
        .sort();
    expect(rolesIn(turned)).toEqual(rolesIn(WHOLE_INPUT));
  });

  it('hold references to secrets in the data of Secrets alone', () => {
    const references = (value: unknown): number =>
      typeof value !== 'object' || value === null
        ? 0
        : '$secret' in value
          ? 1
          : Object.values(value).reduce<number>((sum, item) => sum + references(item), 0);
    let found = 0;
    for (const { object } of [...allObjects(whole), ...allObjects(small)]) {
      const { stringData, ...rest } = object;
      expect([object.metadata.name, references(rest)]).toEqual([object.metadata.name, 0]);
      if (object.kind === 'Secret') found += references(stringData);
    }
    expect(found).toBe(3);
  });
});

describe('pods', () => {
  const deployments = [...allObjects(whole), ...allObjects(small)].filter(
    ({ object }) => object.kind === 'Deployment',
  );

  it('are nobody, on a root that cannot be written, and bounded', () => {
    expect(deployments).toHaveLength(6);
    for (const { object } of deployments) {
      const spec = podOf(object);
      expect(spec.securityContext).toMatchObject({
        runAsNonRoot: true,
        runAsUser: 65532,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      for (const container of spec.containers) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(container.image).toMatch(/@sha256:[\da-f]{64}$/);
        expect(container.resources.limits.memory).toBeDefined();
        expect(Object.keys(container)).toEqual(
          expect.arrayContaining(['startupProbe', 'readinessProbe', 'livenessProbe']),
        );
      }
      expect(spec.volumes.map(({ name }) => name)).toEqual(
        spec.containers[0]!.volumeMounts.map(({ name }) => name),
      );
    }
  });

  it('have the token of their account where they talk to the API server, and nowhere else', () => {
    const mounts = (objects: readonly (typeof deployments)[number][]) =>
      Object.fromEntries(
        objects
          .filter(({ object }) => object.kind === 'Deployment')
          .map(({ role, object }) => [role, podOf(object).automountServiceAccountToken]),
      );
    expect(mounts(allObjects(small))).toEqual({ 'collector-deployment': false, 'informer-deployment': true });
    expect(mounts(hubObjects(whole.hub))).toEqual({
      'collector-deployment': true,
      'registry-deployment': false,
    });
  });

  it.each([
    ['serve-collector', COLLECTOR_BUDGET, 'collector-deployment'],
    ['serve-informer', INFORMER_BUDGET, 'informer-deployment'],
    ['serve-registry', REGISTRY_BUDGET, 'registry-deployment'],
  ])('have more time to end than %s takes', (entry, budget, role) => {
    const source = readFileSync(join(__dirname, `../../../../collector/${entry}.ts`), 'utf8');
    const [, told = ''] = /SHUTDOWN_BUDGET = ([\d_]+);/.exec(source) ?? [];
    expect(Number(told.replaceAll('_', ''))).toBe(budget * 1_000);
    const found = allObjects(whole).filter((each) => each.role === role);
    for (const { object } of found) {
      const spec = podOf(object);
      const pause = spec.containers[0]!.lifecycle?.preStop.sleep.seconds ?? 0;
      expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(budget + pause);
    }
  });
});

describe('variables', () => {
  const COLLECTOR = { ...COLLECTOR_SETTINGS, ...RECONCILER_SETTINGS };
  // What is no setting of a service.
  const OTHERS = ['HOME', 'CLAIMS_CACHE', 'GITHUB_SERVER_URL'];

  it.each([
    ['collector-deployment', COLLECTOR],
    ['registry-deployment', REGISTRY_SETTINGS],
    ['informer-deployment', INFORMER_SETTINGS],
  ] as const)('of the %s are settings of its service, with values that it takes', (role, settings) => {
    const known = settingsOf(settings).map(({ row }) => row.variable);
    for (const objects of [
      hubObjects(whole.hub),
      ...whole.clusters.map(informerObjects),
      hubObjects(small.hub),
    ]) {
      if (!objects.some((each) => each.role === role)) continue;
      const variables = variablesOf(objects, role);
      expect(
        Object.keys(variables).filter((name) => !known.includes(name) && !OTHERS.includes(name)),
      ).toEqual([]);
      const env = Object.fromEntries(
        Object.entries(variables).map(([name, value]) => [
          name,
          typeof value === 'string' ? value : 'postgresql://from-a-secret/claims',
        ]),
      );
      expect(readSettings(settings, { env, flags: {} }).issues).toEqual([]);
    }
  });
});

describe('the store', () => {
  it('in SQLite has one pod at a time, a volume that stays, and no budget', () => {
    const objects = hubObjects(small.hub);
    expect(specOf(objects, 'collector-deployment')).toMatchObject({
      replicas: 1,
      strategy: { type: 'Recreate' },
    });
    expect(objects.find(({ role }) => role === 'collector-volume')).toMatchObject({
      protect: true,
      retainOnDelete: true,
    });
    expect(objects.filter(({ object }) => object.kind === 'PodDisruptionBudget')).toEqual([]);
  });

  it('in PostgreSQL has pods that take each other’s place, spread, with a budget and no volume', () => {
    const objects = hubObjects(smallDeployment({ store: { type: 'postgres' } }).hub);
    const spec = specOf(objects, 'collector-deployment');
    expect(spec).toMatchObject({ replicas: 2, strategy: { rollingUpdate: { maxUnavailable: 0 } } });
    expect(podOf(objectOf(objects, 'collector-deployment')).topologySpreadConstraints).toHaveLength(2);
    expect(specOf(objects, 'collector-budget')).toMatchObject({ maxUnavailable: 1 });
    expect(objects.some(({ object }) => object.kind === 'PersistentVolumeClaim')).toBe(false);
    expect(variablesOf(objects, 'collector-deployment')['COLLECTOR_DATABASE_URL']).toEqual({
      valueFrom: { secretKeyRef: { name: 'claims-collector-database', key: 'value' } },
    });
  });

  it('keeps a namespace that is ours where the volume is in it', () => {
    const namespaceOf = (hub: object) =>
      hubObjects(smallDeployment({ ...hub }).hub).find(({ role }) => role === 'namespace');
    expect(namespaceOf({})).toBeUndefined();
    expect(namespaceOf({ createNamespace: true })?.retainOnDelete).toBe(true);
    expect(
      namespaceOf({ createNamespace: true, store: { type: 'postgres' } })?.retainOnDelete,
    ).toBeUndefined();
  });
});

describe('tokens', () => {
  it('are known to the hub by hash, in an object for each cluster that may be missing', () => {
    const objects = hubObjects(small.hub);
    expect(objectOf(objects, 'collector-tokens-west')['data']).toEqual({
      'tokens.json': `{"west":["${'2b'.repeat(32)}"]}\n`,
    });
    const { volumes } = podOf(objectOf(objects, 'collector-deployment'));
    const tokens = volumes.find(({ name }) => name === 'tokens');
    expect(tokens?.projected?.sources).toEqual([
      {
        configMap: {
          name: 'claims-collector-tokens-west',
          optional: true,
          items: [{ key: 'tokens.json', path: 'west.json' }],
        },
      },
    ]);
  });

  it('of an account are made for the collector alone', () => {
    const [home] = whole.clusters;
    const { volumes } = podOf(objectOf(informerObjects(home!), 'informer-deployment'));
    expect(volumes[0]!.projected!.sources).toEqual([
      { serviceAccountToken: { audience: 'cdk8s-claims', expirationSeconds: 3600, path: 'token' } },
    ]);
    expect(objectOf(hubObjects(whole.hub), 'collector-cluster-role')['rules']).toEqual([
      { apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] },
    ]);
  });

  it('without a review the hub has no right at all', () => {
    expect(hubObjects(small.hub).filter(({ object }) => /Role/.test(object.kind))).toEqual([]);
  });
});
