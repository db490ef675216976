import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Cluster, CLUSTER_TOOLS, startCluster } from '../../fixtures/cluster/cluster';
import { auditedRequests } from '../../fixtures/cluster/audit';
import { customKind } from '../../fixtures/cluster/custom-kind';
import { freePort } from '../../fixtures/cluster/free-port';
import { grantedVerbs } from '../../fixtures/cluster/granted-rules';
import { until } from '../../fixtures/cluster/until';
import { CLI } from '../../fixtures/collector/collector-process';
import { temporaryFolder } from '../../fixtures/git/git';
import { askedObjects } from '../../fixtures/pulumi/asked-objects';
import { inlineStack, type InlineStack } from '../../fixtures/pulumi/inline-stack';
import { type PodProcess, startPod } from '../../fixtures/pulumi/pod-process';
import { pulumiWorld, PULUMI_TOOLS, type PulumiWorld } from '../../fixtures/pulumi/pulumi-world';
import { type GiteaServer, startGitea } from '../gitea/gitea-server';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';
import { deployedProgram } from './deployed';

const GROUP = 'shop.acme.test';
const NAMESPACE = 'claims-system';
const REGISTRY = `apiVersion: claim-registry.io/v1alpha1
kind: ClaimRegistry
claims:
- name: orders
  template: database
  category: infra
  namespace: shop
  cluster: west
  createdAt: "2026-01-01T00:00:00Z"
  createdBy: a
  source: cli
  repository: acme/reg
  path: claims/infra/orders
`;

describeWithTool(
  [...CLUSTER_TOOLS, ...PULUMI_TOOLS, 'gitea'],
  'collector and informer, run as the created objects say',
  () => {
    let cluster: Cluster;
    let world: PulumiWorld;
    let gitea: GiteaServer;
    let folder: ReturnType<typeof temporaryFolder>;
    let stack: InlineStack;
    const pods: PodProcess[] = [];
    let port: number;
    beforeAll(async () => {
      folder = temporaryFolder();
      [cluster, gitea] = await Promise.all([
        startCluster({ audit: true, flags: ['--feature-gates=WatchList=false'] }),
        startGitea(),
      ]);
      world = await pulumiWorld();
      port = await freePort();
    }, BUILD_TIMEOUT);
    afterAll(async () => {
      for (const pod of pods) await pod.stop();
      await cluster.stop();
      await gitea.stop();
      world.remove();
      folder.remove();
    });

    const start = async (
      part: 'collector' | 'informer',
      places: Record<string, string>,
    ): Promise<PodProcess> => {
      const own = join(folder.path, part);
      mkdirSync(own);
      const pod = await startPod({
        cluster,
        namespace: NAMESPACE,
        deployment: `claims-${part}`,
        folder: own,
        entrypoint: [process.execPath, CLI],
        places,
      });
      pods.push(pod);
      return pod;
    };

    it('a status goes from a claim to the registry, with every right that was granted and no other', async () => {
      const admin = cluster.client();
      await gitea.createRepository('registry', { 'claims/registry.yaml': REGISTRY });
      for (const name of [NAMESPACE, 'shop']) await admin.createNamespace(name);
      await admin.createKind(customKind({ group: GROUP, kind: 'Database' }));
      await admin.createKind(customKind({ group: GROUP, kind: 'Instance' }));
      const hub = {
        cluster: 'west',
        stableAfter: '1s',
        registry: {
          forge: 'gitea',
          owner: gitea.login,
          name: 'registry',
          apiUrl: gitea.apiUrl,
          interval: '1s',
        },
      };
      const west = {
        token: 'review',
        tokenHashes: undefined,
        kinds: [`databases.v1alpha1.${GROUP}`],
        cause: { composed: [`instances.${GROUP}`], after: '1s' },
      };
      const clusters = { west: cluster, east: cluster };
      const program = deployedProgram(clusters, {
        namespace: NAMESPACE,
        hub,
        west,
        isAlone: true,
        secrets: { forge: gitea.token },
      });
      stack = await inlineStack(world, 'used', program);
      await stack.up();

      const instance = await admin.create(`/apis/${GROUP}/v1alpha1/namespaces/shop/instances`, {
        apiVersion: `${GROUP}/v1alpha1`,
        kind: 'Instance',
        metadata: { name: 'orders-1', namespace: 'shop' },
        status: {},
      });
      const claims = `/apis/${GROUP}/v1alpha1/namespaces/shop/databases`;
      await admin.create(claims, {
        apiVersion: `${GROUP}/v1alpha1`,
        kind: 'Database',
        metadata: { name: 'orders', namespace: 'shop' },
        spec: {
          resourceRefs: [
            { apiVersion: `${GROUP}/v1alpha1`, kind: 'Instance', name: 'orders-1', namespace: 'shop' },
          ],
        },
      });
      const condition = (type: string, status: string, reason: string): object => ({
        type,
        status,
        reason,
        message: '',
        lastTransitionTime: '2026-01-01T00:00:00Z',
      });
      await admin.patchStatus(`${claims}/orders`, { conditions: [condition('Ready', 'False', 'Creating')] });
      await admin.patchStatus(`/apis/${GROUP}/v1alpha1/namespaces/shop/instances/orders-1`, {
        conditions: [condition('Synced', 'False', 'ReconcileError')],
      });
      // The object says nothing: its cause stands in its events.
      await admin.create('/api/v1/namespaces/shop/events', {
        metadata: { name: 'orders-1.1', namespace: 'shop' },
        involvedObject: { kind: 'Instance', name: 'orders-1', namespace: 'shop', uid: instance.metadata.uid },
        type: 'Warning',
        reason: 'QuotaExceeded',
        message: 'no more instances',
        lastTimestamp: '2026-01-01T00:00:00Z',
      });

      // Its number is in use by nobody: the process of this machine takes a free one.
      const address = `http://127.0.0.1:${port}`;
      const collector = await start('collector', { '8095': String(port), '0.0.0.0': '127.0.0.1' });
      await until(
        'the collector',
        async () => (await fetch(`${address}/healthz`).catch(() => undefined))?.ok,
        120_000,
      ).catch((error: unknown) => {
        throw new Error(`${String(error)}
${collector.output()}`);
      });
      const informer = await start('informer', {
        [`http://claims-collector.${NAMESPACE}.svc:8095`]: address,
        '8096': String(await freePort()),
        '0.0.0.0': '127.0.0.1',
      });
      const published = await until(
        'the registry',
        async () => {
          const { body } = await gitea.call('GET', `/repos/${gitea.login}/registry/pulls?state=open`);
          const [request] = body as { head: { ref: string } }[];
          if (request === undefined) return undefined;
          const path = `/repos/${gitea.login}/registry/raw/claims/registry.yaml?ref=${request.head.ref}`;
          const text = String((await gitea.call('GET', path)).body);
          return text.includes('QuotaExceeded') ? text : undefined;
        },
        120_000,
      ).catch((error: unknown) => {
        throw new Error(`${String(error)}\n${collector.output()}\n${informer.output()}`);
      });
      expect(published).toContain('status: ');

      const objects = (await askedObjects(stack.stack)).map(({ object }) => object);
      const roles = (part: string): Readonly<Record<string, unknown>>[] =>
        objects.filter(
          ({ kind, metadata }) =>
            /Role$/.test(String(kind)) && (metadata as { name: string }).name.startsWith(`claims-${part}`),
        );
      for (const [part, { account }] of [
        ['collector', collector],
        ['informer', informer],
      ] as const) {
        const used = auditedRequests(cluster.auditLog, account);
        expect(used.filter(({ code }) => code === 403)).toEqual([]);
        const granted = grantedVerbs(roles(part));
        expect(granted.length).toBeGreaterThan(0);
        const unused = granted.filter(
          ({ group, resource, verb }) =>
            !used.some(
              (request) =>
                request.group === group &&
                request.verb === verb &&
                (resource === '*' || request.resource === resource),
            ),
        );
        expect(unused).toEqual([]);
      }
    });
  },
);
