import { deploymentConfig } from '../../../collector/deploy/config/deployment-config';
import type { KubernetesObject } from '../../../collector/deploy/objects/deployed-object';
import { hubObjects } from '../../../collector/deploy/objects/hub-objects';
import { informerObjects } from '../../../collector/deploy/objects/informer-objects';
import { CLUSTER_TOOLS, startCluster, type Cluster } from '../../fixtures/cluster/cluster';
import { IMAGE, smallDeployment, WHOLE_INPUT } from '../../fixtures/deploy/deployment-input';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';

/** Kinds that the API server of the tests has no definition of. */
const FOREIGN = ['Certificate', 'ExternalSecret', 'ServiceMonitor'];

const APPLY = 'application/apply-patch+yaml';

const everything = {
  nodeSelector: { pool: 'system' },
  tolerations: [{ key: 'system', operator: 'Exists', effect: 'NoSchedule' }],
  priorityClassName: 'system-cluster-critical',
  imagePullSecrets: ['images'],
  resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '10m' } },
  labels: { 'acme.io/team': 'platform' },
};

const DEPLOYMENTS = [
  smallDeployment(),
  deploymentConfig(WHOLE_INPUT),
  smallDeployment(
    {
      ...everything,
      createNamespace: true,
      store: { type: 'sqlite', size: '5Gi', storageClass: 'fast' },
      registry: { forge: 'gitea', owner: 'acme', name: 'harvester', apiUrl: 'https://git.acme.io/api/v1' },
      registryApi: { image: IMAGE },
      ingress: { host: 'claims.acme.io', annotations: { 'acme.io/a': 'b' } },
      service: { type: 'LoadBalancer', annotations: { 'acme.io/internal': 'true' } },
    },
    { ...everything, kinds: ['*.acme.io'], cause: { composed: ['*.acme.io'] } },
  ),
];

describeWithTool(CLUSTER_TOOLS, 'what is deployed', () => {
  let cluster: Cluster | undefined;
  beforeAll(async () => {
    cluster = await startCluster();
    const admin = cluster.client();
    for (const namespace of ['claims-system', 'shop', 'web']) await admin.createNamespace(namespace);
  }, BUILD_TIMEOUT);
  afterAll(async () => {
    await cluster?.stop();
  });

  it('is taken by the API server field by field', async () => {
    const objects = DEPLOYMENTS.flatMap(({ hub, clusters }) => [
      ...hubObjects(hub),
      ...clusters.flatMap(informerObjects),
    ]).map(({ object }) => withValues(object));
    const own = objects.filter(({ kind }) => !FOREIGN.includes(kind));
    expect(own.length).toBeGreaterThan(50);
    for (const object of own) {
      const { status, body } = await cluster!.client().ask('PATCH', pathOf(object), object, APPLY);
      const said = status < 300 ? '' : JSON.stringify(body);
      expect([object.kind, object.metadata.name, said]).toEqual([object.kind, object.metadata.name, '']);
    }
  });

  it('a field that does not exist would be refused', async () => {
    const [{ object } = { object: undefined }] = hubObjects(smallDeployment().hub);
    const wrong = { ...object!, spek: {} };
    const { status } = await cluster!.client().ask('PATCH', pathOf(object!), wrong, APPLY);
    expect(status).toBeGreaterThanOrEqual(400);
  });
});

function pathOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  const plural =
    kind === 'Ingress'
      ? 'ingresses'
      : kind === 'NetworkPolicy'
        ? 'networkpolicies'
        : `${kind.toLowerCase()}s`;
  const base = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
  const within = metadata.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`;
  const query = 'fieldManager=test&force=true&dryRun=All&fieldValidation=Strict';
  return `${base}${within}/${plural}/${metadata.name}?${query}`;
}

/** Values in the places of references, as whoever makes the objects puts them in. */
function withValues(object: KubernetesObject): KubernetesObject {
  if (object.kind !== 'Secret') return object;
  const keys = Object.keys(object['stringData'] as object);
  return { ...object, stringData: Object.fromEntries(keys.map((key) => [key, 'a-value'])) };
}
