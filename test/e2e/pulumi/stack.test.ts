import { deploymentConfig } from '../../../collector/deploy/config/deployment-config';
import { hubObjects } from '../../../collector/deploy/objects/hub-objects';
import { informerObjects } from '../../../collector/deploy/objects/informer-objects';
import { CollectorHub } from '../../../collector/deploy/pulumi/collector-hub';
import { type Cluster, CLUSTER_TOOLS, startCluster } from '../../fixtures/cluster/cluster';
import { until } from '../../fixtures/cluster/until';
import { askedObjects } from '../../fixtures/pulumi/asked-objects';
import { inlineStack, type InlineStack, type Operation } from '../../fixtures/pulumi/inline-stack';
import { pulumiWorld, PULUMI_TOOLS, type PulumiWorld } from '../../fixtures/pulumi/pulumi-world';
import { secretsFound } from '../../fixtures/pulumi/secret-search';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';
import { type Clusters, deployedProgram, deploymentInput, SECRETS, type StackChoice } from './deployed';

/** What a stack was asked for, without the annotations that these tests add. */
async function asked({ stack }: InlineStack): Promise<unknown[]> {
  return inOrder(
    (await askedObjects(stack)).map(({ object }) => {
      const { annotations, ...metadata } = object['metadata'] as Record<string, Record<string, string>>;
      const others = Object.fromEntries(
        Object.entries(annotations ?? {}).filter(([name]) => !name.startsWith('pulumi.com/')),
      );
      const hasOthers = Object.keys(others).length > 0;
      return { ...object, metadata: { ...metadata, ...(hasOthers && { annotations: others }) } };
    }),
  );
}

/** What was decided, as the provider writes it: `data` for `stringData`, no empty lists; with the word `secret` for each reference to one. */
function decided(choice: StackChoice): unknown[] {
  const { hub, clusters } = deploymentConfig(deploymentInput(choice));
  const objects = [...hubObjects(hub), ...clusters.flatMap((cluster) => informerObjects(cluster))];
  return inOrder(
    objects.map(({ object }) => {
      const text = JSON.stringify(object).replaceAll(/\{"\$secret":"[^"]+"\}/g, '"secret"');
      const { stringData, ...rest } = JSON.parse(text, withoutEmpty) as Record<string, unknown>;
      return { ...rest, ...(stringData !== undefined && { data: stringData }) };
    }),
  );
}

function withoutEmpty(_key: string, value: unknown): unknown {
  return Array.isArray(value) && value.length === 0 ? undefined : value;
}

function inOrder(objects: readonly object[]): unknown[] {
  const key = (object: object): string => {
    const { kind, metadata } = object as { kind: string; metadata: { name: string } };
    return `${kind} ${metadata.name} ${JSON.stringify(object)}`;
  };
  return [...objects].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

class RenamedHub extends CollectorHub {}

describeWithTool([...CLUSTER_TOOLS, ...PULUMI_TOOLS], 'a stack of a hub and two clusters', () => {
  let clusters: Clusters;
  let world: PulumiWorld;
  beforeAll(async () => {
    const [west, east] = await Promise.all([startCluster(), startCluster()]);
    clusters = { west, east };
    world = await pulumiWorld();
  }, BUILD_TIMEOUT);
  afterAll(async () => {
    await clusters.west.stop();
    await clusters.east.stop();
    world.remove();
  });

  const namespaceOf = async (name: string): Promise<string> => {
    await clusters.west.client().createNamespace(name);
    await clusters.east.client().createNamespace(name);
    return name;
  };
  const named = async (cluster: Cluster, collection: string): Promise<string[]> => {
    const list = await cluster.client().must('GET', collection);
    return (list['items'] as { metadata: { name: string } }[]).map(({ metadata }) => metadata.name).sort();
  };

  it('is made where it belongs, stays as it is, and goes but for what must stay', async () => {
    const namespace = await namespaceOf('life');
    const stack = await inlineStack(world, 'life', deployedProgram(clusters, { namespace }));
    const operations: Record<string, Operation> = {};
    operations['up'] = await stack.up();
    const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
    expect(await named(clusters.west, deployments)).toEqual(['claims-collector', 'claims-informer']);
    expect(await named(clusters.east, deployments)).toEqual(['claims-informer']);
    expect(Object.keys(operations['up'].changes)).toEqual(['create']);
    const total = operations['up'].changes['create'];
    expect(await asked(stack)).toEqual(decided({ namespace }));
    operations['again'] = await stack.up();
    expect(operations['again'].changes).toEqual({ same: total });
    operations['refresh'] = await stack.refresh();
    expect(operations['refresh'].changes).toEqual({ same: total });
    operations['destroy'] = await stack.destroy();
    // The volume is protected; its component, its provider and the stack stay with it.
    expect(operations['destroy'].console).toContain('There are still 4 protected resources');
    expect(await askedObjects(stack.stack)).toEqual([
      expect.objectContaining({ urn: expect.stringMatching(/::hub-collector-volume$/) as string }),
    ]);
    const volumes = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
    expect(await named(clusters.west, volumes)).toEqual(['claims-collector-state']);
    for (const [cluster, collection] of [
      [clusters.west, deployments],
      [clusters.east, deployments],
      [clusters.west, `/api/v1/namespaces/${namespace}/secrets`],
      [clusters.west, `/api/v1/namespaces/${namespace}/services`],
    ] as const) {
      expect(await named(cluster, collection)).toEqual([]);
    }
    const secrets = { ...SECRETS, kubeconfig: 'token-of-admin' };
    expect(secretsFound(secrets, operations, world)).toEqual([]);
  });

  it('with PostgreSQL, another number of replicas is that one difference', async () => {
    const namespace = await namespaceOf('replicas');
    const program = (replicas: number): ReturnType<typeof deployedProgram> =>
      deployedProgram(clusters, { namespace, hub: { store: { type: 'postgres' }, replicas } });
    const stack = await inlineStack(world, 'replicas', program(2));
    await stack.up();
    const { updated, changes } = await stack.up(program(3));
    expect(updated).toEqual(['hub-collector-deployment: spec.replicas']);
    expect(Object.keys(changes).sort()).toEqual(['same', 'update']);
    await stack.destroy();
  });

  it('a type that got another name, with the old one as its alias, changes nothing', async () => {
    const namespace = await namespaceOf('renamed');
    const stack = await inlineStack(world, 'renamed', deployedProgram(clusters, { namespace }));
    await stack.up();
    Object.defineProperty(RenamedHub, 'type', { value: 'cdk8s-claims:deploy:Hub' });
    const hub = { aliases: [{ type: CollectorHub.type }] };
    const renamed = await stack.up(deployedProgram(clusters, { namespace }, { hub, Hub: RenamedHub }));
    expect(Object.keys(renamed.changes)).toEqual(['same']);
    await stack.destroy();
  });

  it('what somebody changed in the cluster is found by a refresh, and put right', async () => {
    const namespace = await namespaceOf('drift');
    const stack = await inlineStack(world, 'drift', deployedProgram(clusters, { namespace }));
    await stack.up();
    const path = `/apis/apps/v1/namespaces/${namespace}/deployments/claims-informer`;
    await clusters.east.client().remove(path);
    await stack.refresh();
    await stack.up();
    await until('the informer', async () => (await clusters.east.client().ask('GET', path)).status === 200);
    await stack.destroy();
  });
});
