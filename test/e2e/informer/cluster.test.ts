import { CLUSTER_TOOLS, startCluster, type Cluster } from '../../fixtures/cluster/cluster';
import { customKind } from '../../fixtures/cluster/custom-kind';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';

describeWithTool(CLUSTER_TOOLS, 'the API server of the tests', () => {
  let cluster: Cluster | undefined;
  beforeAll(async () => {
    cluster = await startCluster({ users: ['reader'], audit: true });
  }, BUILD_TIMEOUT);
  afterAll(async () => {
    await cluster?.stop();
  });

  it('says its version, serves kinds with a status, and lets users do what they are granted', async () => {
    const admin = cluster!.client();
    expect((await admin.ask('GET', '/version')).body).toMatchObject({
      gitVersion: 'v1.36.3',
      major: '1',
      minor: '36',
    });
    await admin.createNamespace('shop');
    await admin.createKind(customKind({ group: 'db.acme.test', kind: 'Database' }));
    const collection = '/apis/db.acme.test/v1alpha1/namespaces/shop/databases';
    const made = await admin.create(collection, {
      apiVersion: 'db.acme.test/v1alpha1',
      kind: 'Database',
      metadata: { name: 'orders' },
      spec: { size: 3 },
    });
    expect(made.metadata.generation).toBe(1);
    const ready = { conditions: [{ type: 'Ready', status: 'True' }] };
    expect(await admin.patchStatus(`${collection}/orders`, ready)).toMatchObject({ status: ready });
    const reader = cluster!.client('reader');
    expect((await reader.ask('GET', collection)).status).toBe(403);
    await admin.grant('reader', [{ apiGroups: ['db.acme.test'], resources: ['*'], verbs: ['list'] }]);
    expect((await reader.ask('GET', collection)).status).toBe(200);
  });
});
