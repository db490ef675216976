import { type Cluster, CONTROLLED_CLUSTER_TOOLS, startCluster } from '../../fixtures/cluster/cluster';
import { until } from '../../fixtures/cluster/until';
import { programFolder, type ProgramFolder, type StackSettings } from '../../fixtures/pulumi/program-folder';
import { pulumiWorld, PULUMI_TOOLS, type PulumiWorld } from '../../fixtures/pulumi/pulumi-world';
import { secretsFound } from '../../fixtures/pulumi/secret-search';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';
import { deploymentInput, SECRETS } from './deployed';

const TOKENS = { west: SECRETS['token/west'], east: SECRETS['token/east'] };

describeWithTool([...CONTROLLED_CLUSTER_TOOLS, ...PULUMI_TOOLS], 'the program of the package', () => {
  let west: Cluster;
  let east: Cluster;
  let world: PulumiWorld;
  beforeAll(async () => {
    [west, east] = await Promise.all([
      startCluster({ controllers: true }),
      startCluster({ controllers: true }),
    ]);
    world = await pulumiWorld();
  }, BUILD_TIMEOUT);
  afterAll(async () => {
    await west.stop();
    await east.stop();
    world.remove();
  });

  const settings = (namespace: string, plain: StackSettings['plain'] = {}): StackSettings => ({
    plain: { ...deploymentInput({ namespace, hub: { createNamespace: true } }), wait: false, ...plain },
    secrets: {
      tokens: TOKENS,
      kubeconfigs: { hub: west.kubeconfig(), west: west.kubeconfig(), east: east.kubeconfig() },
    },
  });
  const made = async (namespace: string, plain: StackSettings['plain'] = {}): Promise<ProgramFolder> => {
    const folder = await programFolder(world, namespace);
    await folder.configure(settings(namespace, plain));
    await east.client().createNamespace(namespace);
    return folder;
  };
  const deployed = async (cluster: Cluster, namespace: string, name: string): Promise<boolean> =>
    (await cluster.client().ask('GET', `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`))
      .status === 200;

  it('deploys what its stack says, and nothing changes the second time', async () => {
    const namespace = 'program';
    const folder = await made(namespace);
    const up = await folder.must(['up', '--yes', '--skip-preview']);
    expect(await deployed(west, namespace, 'claims-collector')).toBe(true);
    expect(await deployed(east, namespace, 'claims-informer')).toBe(true);
    const again = await folder.must(['up', '--yes', '--skip-preview', '--expect-no-changes']);
    const destroyed = await folder.must(['destroy', '--yes', '--skip-preview', '--exclude-protected']);
    expect(await deployed(west, namespace, 'claims-collector')).toBe(false);
    const texts = { up: up.console, again: again.console, destroy: destroyed.console };
    const secrets = { ...TOKENS, kubeconfig: 'token-of-admin' };
    expect(secretsFound(secrets, texts, world)).toEqual([]);
  });

  it('goes on where a kill in the middle left it', async () => {
    const namespace = 'killed';
    // It waits for the pods of the first Deployment, which never come: there it is killed.
    const folder = await made(namespace, { wait: true });
    const running = folder.start(['up', '--yes', '--skip-preview']);
    await until('a Deployment', () => deployed(west, namespace, 'claims-collector'), 120_000);
    running.kill();
    expect((await running.ended).code).toBeNull();
    const locked = await folder.start(['up', '--yes', '--skip-preview']).ended;
    expect(locked.code).not.toBe(0);
    expect(locked.console).toContain('the stack is currently locked by 1 lock(s)');
    await folder.must(['cancel', '--yes']);
    await folder.must(['config', 'set', 'wait', 'false']);
    await folder.must(['refresh', '--yes', '--skip-preview', '--clear-pending-creates']);
    await folder.must(['up', '--yes', '--skip-preview']);
    await folder.must(['up', '--yes', '--skip-preview', '--expect-no-changes']);
    expect(await deployed(east, namespace, 'claims-informer')).toBe(true);
    await folder.must(['destroy', '--yes', '--skip-preview', '--exclude-protected']);
  });

  it('says everything that is wrong with a stack at once, before anything is made', async () => {
    const namespace = 'wrong';
    const folder = await programFolder(world, namespace);
    const { hub, clusters } = deploymentInput({ namespace, hub: { image: 'claims:latest', replicas: 2 } });
    await folder.configure({
      plain: { hub: { ...hub, colour: 'blue' }, clusters: [...clusters, clusters[0]] },
      secrets: { tokens: { west: TOKENS.west }, kubeconfigs: { hub: west.kubeconfig() } },
    });
    const end = await folder.start(['up', '--yes', '--skip-preview']).ended;
    expect(end.code).not.toBe(0);
    for (const problem of ['hub.image', 'hub.colour', 'hub.replicas', 'clusters.2.name', 'token/east']) {
      expect(end.console).toContain(problem);
    }
    expect(end.console).not.toMatch(/^ +at /m);
    const { status } = await west.client().ask('GET', `/api/v1/namespaces/${namespace}`);
    expect(status).toBe(404);
  });
});
