import { CLUSTER_TOOLS, startCluster, type Cluster } from '../../fixtures/cluster/cluster';
import type { ClusterClient } from '../../fixtures/cluster/cluster-client';
import { customKind } from '../../fixtures/cluster/custom-kind';
import { type FaultProxy, startFaultProxy } from '../../fixtures/cluster/fault-proxy';
import { freePort } from '../../fixtures/cluster/free-port';
import { until } from '../../fixtures/cluster/until';
import { startInformerProcess, type InformerProcess } from '../../fixtures/informer/informer-process';
import {
  originalCollector,
  type OriginalCollector,
  type Received,
} from '../../fixtures/informer/original-collector';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';

const GROUP = 'original.acme.test';

// What follows are the cases I01 to I16 of the original's informer (collector-and-registry.md §6.4).
describeWithTool(
  CLUSTER_TOOLS,
  'an informer beside a collector that knows the original’s reports alone',
  () => {
    let cluster: Cluster | undefined;
    let admin: ClusterClient;
    let proxy: FaultProxy;
    let collector: OriginalCollector;
    let informer: InformerProcess | undefined;
    let namespace: string;
    let count = 0;

    beforeAll(async () => {
      cluster = await startCluster();
      admin = cluster.client();
      await admin.createKind(customKind({ group: GROUP, kind: 'Database' }));
      await admin.createKind(customKind({ group: GROUP, kind: 'Network', isClusterScoped: true }));
      await admin.createKind(customKind({ group: GROUP, kind: 'Stable', version: 'v1' }));
    }, BUILD_TIMEOUT);
    afterAll(async () => {
      await cluster?.stop();
    });
    beforeEach(async () => {
      namespace = `n${++count}`;
      await admin.createNamespace(namespace);
      proxy = await startFaultProxy({ port: cluster!.port, ca: cluster!.authority.cert });
      collector = await originalCollector();
    });
    afterEach(async () => {
      const code = await informer?.stop();
      informer = undefined;
      await collector.close();
      await proxy.stop();
      expect(code ?? 0).toBe(0);
    });

    const start = (env: Record<string, string> = {}): InformerProcess =>
      (informer = startInformerProcess({
        as: 'original',
        kubeconfig: cluster!.kubeconfig('admin', { url: proxy.url, ca: proxy.ca }),
        env: {
          CLUSTER_NAME: 'c1',
          COLLECTOR_URL: collector.url,
          CLAIM_GROUP: GROUP,
          CLAIM_RESOURCE: 'databases',
          CLAIM_NAMESPACE: namespace,
          ...env,
        },
      }));
    const collection = (): string => `/apis/${GROUP}/v1alpha1/namespaces/${namespace}/databases`;
    const make = async (name: string, conditions?: readonly object[]): Promise<void> => {
      await admin.create(collection(), {
        apiVersion: `${GROUP}/v1alpha1`,
        kind: 'Database',
        metadata: { name },
      });
      if (conditions !== undefined) await admin.patchStatus(`${collection()}/${name}`, { conditions });
    };
    const ready = (status: string, message?: string): object => ({
      type: 'Ready',
      status,
      ...(message !== undefined && { message }),
    });
    const posts = (): readonly Received[] =>
      collector.received.filter(({ path }) => path === '/api/v1/status');
    const bodies = (): readonly string[] => posts().map(({ body }) => body);
    /** What the original sends. */
    const report = (name: string, statusMessage: string, of = namespace): string =>
      JSON.stringify({ cluster: 'c1', claimRef: `${of}/${name}`, statusMessage });
    const told = async (...reports: readonly string[]): Promise<void> => {
      await until(`the reports\n${reports.join('\n')}\n`, () => posts().length >= reports.length).catch(
        (error: unknown) => {
          throw new Error(`${String(error)}, there are\n${bodies().join('\n')}\n${informer?.stderr() ?? ''}`);
        },
      );
      expect([...bodies()].sort()).toEqual([...reports].sort());
    };

    it('tells the message of Ready, else what stands in for it, in the original’s fields and their order', async () => {
      await make('a', [ready('True')]);
      await make('b', [ready('True', 'it is <fine> & "well"')]);
      await make('c', [ready('False')]);
      await make('d');
      await make('e', [{ type: 'Synced', status: 'False', reason: 'ReconcileError', message: 'boom' }]);
      start();
      await told(
        report('a', 'Ready=True'),
        report('b', 'it is <fine> & "well"'),
        report('c', 'Ready=False'),
        report('d', 'no status conditions available'),
        report('e', 'no Ready condition found'),
      );
    });

    it('tells an object of the cluster without a namespace', async () => {
      const network = { apiVersion: `${GROUP}/v1alpha1`, kind: 'Network', metadata: { name: 'lan' } };
      await admin.create(`/apis/${GROUP}/v1alpha1/networks`, network);
      start({ CLAIM_RESOURCE: 'networks', CLAIM_NAMESPACE: '' });
      await told(report('lan', 'no status conditions available', ''));
    });

    it('reads one version in one namespace where it is told to', async () => {
      const path = `/apis/${GROUP}/v1/namespaces/${namespace}/stables`;
      await admin.create(path, { apiVersion: `${GROUP}/v1`, kind: 'Stable', metadata: { name: 'a' } });
      start({ CLAIM_RESOURCE: 'stables', CLAIM_VERSION: 'v1' });
      await told(report('a', 'no status conditions available'));
      const read = proxy.requests.filter(({ path: asked }) => asked.endsWith('/stables'));
      expect(new Set(read.map(({ path: asked }) => asked))).toEqual(new Set([path]));
    });

    it('posts JSON to the one route of the original, without a token, and asks for ours once', async () => {
      await make('a');
      start();
      await told(report('a', 'no status conditions available'));
      const [post] = posts();
      expect(post).toMatchObject({ method: 'POST', path: '/api/v1/status' });
      expect(post?.headers['content-type']).toBe('application/json');
      expect(post?.headers['authorization']).toBeUndefined();
      const others = collector.received.filter(({ path }) => path !== '/api/v1/status');
      expect(others).toHaveLength(1);
    });

    it('tells what says something new, and neither labels nor what is deleted', async () => {
      await make('a', [ready('False')]);
      await make('b', [ready('True')]);
      start();
      await told(report('a', 'Ready=False'), report('b', 'Ready=True'));
      await admin.patch(`${collection()}/a`, { metadata: { labels: { team: 'x' } } });
      await admin.remove(`${collection()}/b`);
      await admin.patchStatus(`${collection()}/a`, { conditions: [ready('True')] });
      await until('the change', () => posts().length > 2);
      await make('last');
      await until('what comes after it', () => posts().length > 3);
      expect(bodies().slice(2)).toEqual([
        report('a', 'Ready=True'),
        report('last', 'no status conditions available'),
      ]);
    });

    it('goes on where a watch is closed, and repeats nothing', async () => {
      await make('a', [ready('True')]);
      proxy.fault = { stream: 1_700 };
      start();
      await told(report('a', 'Ready=True'));
      const watches = (): number => proxy.requests.filter(({ isWatch }) => isWatch).length;
      await until('three watches', () => watches() >= 3);
      await make('b', [ready('True')]);
      await until('what came meanwhile', () => bodies().includes(report('b', 'Ready=True')));
      expect(bodies().filter((body) => body.includes('"claimRef":"' + namespace + '/a"'))).toHaveLength(1);
    });

    it('lists where the server does not stream lists', async () => {
      proxy.fault = {
        refuse: ({ query }) => (query.has('sendInitialEvents') ? { status: 422 } : undefined),
      };
      await make('a', [ready('True')]);
      start();
      await told(report('a', 'Ready=True'));
      await make('b');
      await told(report('a', 'Ready=True'), report('b', 'no status conditions available'));
      const ways = proxy.requests
        .filter(({ path }) => path === collection())
        .map(({ query, isWatch }) =>
          query.has('sendInitialEvents') ? 'stream' : isWatch ? 'watch' : 'list',
        );
      expect(ways).toEqual(['stream', 'list', 'watch']);
    });

    it('waits for a kind that is not there, and says so meanwhile', async () => {
      const port = await freePort();
      start({
        CLAIM_RESOURCE: 'laters',
        CLAIM_NAMESPACE: '',
        INFORMER_HOST: '127.0.0.1',
        INFORMER_PORT: String(port),
      });
      const health = (path: string): Promise<{ status: number; text: string }> =>
        fetch(`http://127.0.0.1:${port}${path}`).then(
          async (answer) => ({ status: answer.status, text: await answer.text() }),
          () => ({ status: 0, text: '' }),
        );
      const degraded = await until('the reason', async () => {
        const answer = await health('/readyz');
        return answer.text.includes('404') && answer;
      });
      expect(degraded.status).toBe(503);
      expect((await health('/healthz')).status).toBe(200);
      await admin.createKind(customKind({ group: GROUP, kind: 'Later' }));
      const later = { apiVersion: `${GROUP}/v1alpha1`, kind: 'Later', metadata: { name: 'a' } };
      await admin.create(`/apis/${GROUP}/v1alpha1/namespaces/${namespace}/laters`, later);
      await told(report('a', 'no status conditions available'));
      await until('readiness', async () => (await health('/readyz')).status === 200);
    });

    it('keeps what the collector could not take, and sends the last state of it', async () => {
      await make('a', [ready('False')]);
      await collector.close();
      start();
      await until('an outage', () => informer!.stderr().includes('collector'));
      await admin.patchStatus(`${collection()}/a`, { conditions: [ready('True', 'at last')] });
      collector = await originalCollector(collector.port);
      await told(report('a', 'at last'));
    });

    it('ends with 1 and all names where its environment is not complete', async () => {
      const run = startInformerProcess({ as: 'original', env: { COLLECTOR_URL: collector.url } });
      expect(await run.ended).toBe(1);
      expect(run.stderr()).toMatch(
        /^Error: missing required environment variables:\n {2}CLUSTER_NAME\n {2}CLAIM_GROUP\n {2}CLAIM_RESOURCE\n/,
      );
    });
  },
);
