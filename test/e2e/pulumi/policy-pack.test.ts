import { resolve } from 'node:path';
import { ConfigMap } from '@pulumi/kubernetes/core/v1';
import { Deployment } from '@pulumi/kubernetes/apps/v1';
import { Provider } from '@pulumi/kubernetes';
import type { PulumiFn } from '@pulumi/pulumi/automation';
import { CLUSTER_TOOLS, startCluster, type Cluster } from '../../fixtures/cluster/cluster';
import { inlineStack, type InlineStack } from '../../fixtures/pulumi/inline-stack';
import { pulumiWorld, PULUMI_TOOLS, type PulumiWorld } from '../../fixtures/pulumi/pulumi-world';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';

const PACK = resolve(__dirname, '../../../build/collector/deploy/pulumi/policy');
const BY_DIGEST = `registry.example.com/claims@sha256:${'a'.repeat(64)}`;

/** Nobody starts pods here, and nobody collects what a Deployment leaves. */
const NO_CONTROLLERS = {
  'pulumi.com/skipAwait': 'true',
  'pulumi.com/deletionPropagationPolicy': 'background',
};

describeWithTool([...CLUSTER_TOOLS, ...PULUMI_TOOLS], 'the policy pack, asked by the engine', () => {
  let cluster: Cluster;
  let world: PulumiWorld;
  beforeAll(async () => {
    cluster = await startCluster();
    world = await pulumiWorld();
  }, BUILD_TIMEOUT);
  afterAll(async () => {
    await cluster.stop();
    world.remove();
  });

  const program =
    (image: string, setting: string): PulumiFn =>
    () => {
      const options = { provider: new Provider('cluster', { kubeconfig: cluster.kubeconfig() }) };
      const metadata = { namespace: 'default', annotations: NO_CONTROLLERS };
      const labels = { app: 'collector' };
      new ConfigMap('settings', { metadata: { ...metadata, name: 'settings' }, data: { setting } }, options);
      new Deployment(
        'collector',
        {
          metadata: { ...metadata, name: 'collector' },
          spec: {
            selector: { matchLabels: labels },
            template: { metadata: { labels }, spec: { containers: [{ name: 'collector', image }] } },
          },
        },
        options,
      );
      return Promise.resolve({});
    };
  const up = async (stack: InlineStack, image: string, setting = 'harmless'): Promise<unknown> =>
    (await stack.up(program(image, setting), { policyPacks: [PACK] })).changes;
  const deployment = async (): Promise<number> =>
    (await cluster.client().ask('GET', '/apis/apps/v1/namespaces/default/deployments/collector')).status;

  it('refuses an image by tag, and takes its digest', async () => {
    const stack = await inlineStack(world, 'image', program('nginx:1.2', ''));
    await expect(up(stack, 'nginx:1.2')).rejects.toThrow(
      /image-by-digest[^]*the image nginx:1\.2 of the container collector has no digest/,
    );
    expect(await deployment()).toBe(404);
    await up(stack, BY_DIGEST);
    expect(await deployment()).toBe(200);
    await stack.destroy();
  });

  it('refuses a secret in a ConfigMap without showing it, and takes its mend', async () => {
    const token = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
    const stack = await inlineStack(world, 'secret', program(BY_DIGEST, token));
    const refusal = await up(stack, BY_DIGEST, token).then(String, String);
    expect(refusal).toMatch(/secret-in-secret[^]*data\.setting holds a secret/);
    expect(refusal).not.toContain(token);
    await up(stack, BY_DIGEST);
    await stack.destroy();
  });
});
